/**
 * The inner loop of the scanner: walks plain rows, many bytes of a row at once.
 *
 * It stops at the first row that isn't plain: a date or time that isn't one, an action other than
 * DROP or ALLOW, a number of columns that the header doesn't allow, a space at the end. The caller
 * processes that row byte by byte and comes back, so nothing uncertain is decided here.
 */
import { RECORD, TIMES, type Places } from './places';
import type { Source } from './assembler';
import { minuteText } from './minute';

export const WANT_DROPS = 1;
export const WANT_ALLOWS = 2;

/** One bit for each of the 16 bytes at `offset` of the row: whether a comparison holds; they stay in `$bytes`. */
const compared = (offset: number, compare: string) =>
	`local.get $row v128.load offset=${offset} local.tee $bytes ${compare} i8x16.bitmask`;
const SEPARATES = 'local.get $space i8x16.le_u';
const FEEDS = 'local.get $bytes local.get $feed i8x16.eq';

/** The bits below the lowest set bit of the i64 that `local` holds. */
const below = (local: string) =>
	`local.get ${local} i64.const 1 i64.sub local.get ${local} i64.const -1 i64.xor i64.and`;
/** Clears the lowest set bit of the i64 that `local` holds. */
const withoutLowest = (local: string) =>
	`local.get ${local} local.get ${local} i64.const 1 i64.sub i64.and local.tee ${local}`;

/** The separators of the 48 bytes after the head as `$front`; whether a line feed is among them. */
const FRONT = `
	${compared(20, SEPARATES)} local.set $word
	${FEEDS} local.set $feeds
	${compared(36, SEPARATES)} i32.const 16 i32.shl local.get $word i32.or i64.extend_i32_u local.set $front
	${FEEDS} local.get $feeds v128.or local.set $feeds
	${compared(52, SEPARATES)} i64.extend_i32_u i64.const 32 i64.shl local.get $front i64.or local.set $front
	${FEEDS} local.get $feeds v128.or v128.any_true`;

/** The separators of the 64 bytes after these as `$back`, their line feeds as `$ends`. */
const BACK = `
	${compared(68, SEPARATES)} local.set $word
	${FEEDS} i8x16.bitmask local.set $at
	${compared(84, SEPARATES)} i32.const 16 i32.shl local.get $word i32.or i64.extend_i32_u local.set $back
	${FEEDS} i8x16.bitmask i32.const 16 i32.shl local.get $at i32.or i64.extend_i32_u local.set $ends
	${compared(100, SEPARATES)} local.set $word
	${FEEDS} i8x16.bitmask local.set $at
	${compared(116, SEPARATES)} i32.const 16 i32.shl local.get $word i32.or i64.extend_i32_u
	i64.const 32 i64.shl local.get $back i64.or local.set $back
	${FEEDS} i8x16.bitmask i32.const 16 i32.shl local.get $at i32.or i64.extend_i32_u
	i64.const 32 i64.shl local.get $ends i64.or local.set $ends`;

/** Sets `$end` to the line feed, and `$columns` to the separators before it, from what is known so far. */
const LONG = `
	local.get $row i32.const 132 i32.add local.set $at
	local.get $front i64.popcnt local.get $back i64.popcnt i64.add i32.wrap_i64 i32.const 2 i32.add local.set $columns
	block $ended
	loop $step
		local.get $at v128.load local.tee $bytes ${SEPARATES} i8x16.bitmask i64.extend_i32_u local.set $back
		${FEEDS} i8x16.bitmask i64.extend_i32_u local.tee $ends i64.eqz i32.eqz br_if $ended
		local.get $columns local.get $back i64.popcnt i32.wrap_i64 i32.add local.set $columns
		local.get $at i32.const 16 i32.add local.set $at
		br $step
	end
	end
	local.get $at local.get $ends i64.ctz i32.wrap_i64 i32.add local.set $end
	local.get $columns local.get $back ${below('$ends')} i64.and i64.popcnt i32.wrap_i64 i32.add local.set $columns`;
const SHORT = `
	${[20, 36, 52]
		.map(
			(offset, index) =>
				`local.get $row v128.load offset=${offset} local.get $feed i8x16.eq i8x16.bitmask i64.extend_i32_u i64.const ${index * 16} i64.shl`
		)
		.join('\n')} i64.or i64.or local.set $ends
	local.get $row i32.const 20 i32.add local.get $ends i64.ctz i32.wrap_i64 i32.add local.set $end
	local.get $front ${below('$ends')} i64.and i64.popcnt i32.wrap_i64 i32.const 2 i32.add local.set $columns`;
const USUAL = `
	local.get $row i32.const 68 i32.add local.get $ends i64.ctz i32.wrap_i64 i32.add local.set $end
	local.get $front i64.popcnt local.get $back ${below('$ends')} i64.and i64.popcnt i64.add
	i32.wrap_i64 i32.const 2 i32.add local.set $columns`;

/** Whether the four bytes at the location on the stack may start an address in the range. */
const MAY_START = `
	local.tee $at i32.load local.get $prefix i32.xor local.get $mask i32.and i32.eqz
	local.get $at i32.load8_u i32.const 58 i32.eq i32.or`;

/** Branches to `$passed` if neither source nor destination can be in the range. */
const MAY_BE_IN_RANGE = `
	block $may
		local.get $mask i32.eqz br_if $may
		;; 64 bits for the separators behind the head: of action, protocol, source
		local.get $back i64.const 48 i64.shl local.get $front i64.or local.set $ends
		${withoutLowest('$ends')} i64.eqz br_if $may
		local.get $row i32.const 21 i32.add local.get $ends i64.ctz i32.wrap_i64 i32.add
		${MAY_START} br_if $may
		${withoutLowest('$ends')} i64.eqz br_if $may
		local.get $row i32.const 21 i32.add local.get $ends i64.ctz i32.wrap_i64 i32.add
		${MAY_START} i32.eqz br_if $passed
	end`;

/** Records where the row is, its time, and where its columns end. */
const RECORD_IT = `
	local.get $record local.get $row i32.store
	local.get $record local.get $end i32.store offset=4
	local.get $record local.get $rows i32.store offset=8
	local.get $record local.get $columns i32.store offset=12
	local.get $record local.get $minute local.get $second i64.extend_i32_u i64.add f64.convert_i64_s f64.store offset=16
	local.get $record i32.const 24 i32.add local.set $slot
	local.get $row local.set $at
	loop $columns
		local.get $at v128.load ${SEPARATES} i8x16.bitmask local.set $word
		block $none
			loop $column
				local.get $word i32.eqz br_if $none
				local.get $slot local.get $at local.get $word i32.ctz i32.add i32.store
				local.get $slot i32.const 4 i32.add local.set $slot
				local.get $word local.get $word i32.const 1 i32.sub i32.and local.set $word
				br $column
			end
		end
		local.get $at i32.const 16 i32.add local.tee $at local.get $end i32.lt_u br_if $columns
	end
	;; where the last one ends; what was written behind it belongs to the next row
	local.get $record local.get $columns i32.const 2 i32.shl i32.add local.get $end i32.store offset=24
	local.get $record i32.const ${RECORD} i32.add local.set $record`;

/** Merges the seconds of the last minute into the earliest and latest time. */
const SETTLE = `
	local.get $most_second i32.const 0 i32.ge_s if
		local.get $minute local.get $least_second i64.extend_i32_u i64.add local.tee $time
		local.get $earliest local.get $time local.get $earliest i64.lt_s select local.set $earliest
		local.get $minute local.get $most_second i64.extend_i32_u i64.add local.tee $time
		local.get $latest local.get $time local.get $latest i64.gt_s select local.set $latest
	end
	i32.const 60 local.set $least_second
	i32.const -1 local.set $most_second`;

/**
 * Params: where to start; the end of the filled part, where there is a line feed; least and most
 * separators of a row (at most as many as a record has room for); which actions are wanted; and, if
 * `mask` isn't 0, the first four bytes that source or destination of a wanted row must have under it
 * (an IPv6 address that starts with a colon passes as well). Returns the start of the first row not walked.
 */
export function walkSource({ counts, records, recordsEnd, longest }: Places): Source {
	return {
		params: ['row', 'filled', 'least', 'most', 'wanted', 'prefix', 'mask'],
		locals: {
			at: 'i32',
			end: 'i32',
			next: 'i32',
			columns: 'i32',
			word: 'i32',
			drop: 'i32',
			second: 'i32',
			rows: 'i32',
			drops: 'i32',
			least_second: 'i32',
			most_second: 'i32',
			record: 'i32',
			slot: 'i32',
			year: 'i32',
			month: 'i32',
			day: 'i32',
			hour: 'i32',
			head: 'i64',
			head_end: 'i64',
			front: 'i64',
			back: 'i64',
			ends: 'i64',
			minute: 'i64',
			time: 'i64',
			earliest: 'i64',
			latest: 'i64',
			space: 'v128',
			feed: 'v128',
			bytes: 'v128',
			feeds: 'v128'
		},
		text: `
	i32.const 32 i8x16.splat local.set $space
	i32.const 10 i8x16.splat local.set $feed
	i32.const 60 local.set $least_second
	i32.const -1 local.set $most_second
	i64.const ${2n ** 62n} local.set $earliest
	i64.const ${-(2n ** 62n)} local.set $latest
	i32.const ${records} local.set $record
	block $stop
	loop $row
		local.get $row i32.const 20 i32.add local.get $filled i32.ge_u br_if $stop
		;; date, hour and minute: those of the row before, as a rule
		local.get $row i64.load local.get $head i64.xor
		local.get $row i64.load offset=8 local.get $head_end i64.xor i64.or i64.eqz i32.eqz if
			${SETTLE}
			${minuteText('$stop')}
		end
		;; ':SS '
		local.get $row i32.load offset=16 i32.const 0x2030303a i32.xor local.tee $word
		local.get $word i32.const 0x00767a00 i32.add i32.or i32.const 0xff8080ff i32.and br_if $stop
		local.get $word i32.const 8 i32.shr_u i32.const 0xff i32.and i32.const 10 i32.mul
		local.get $word i32.const 16 i32.shr_u i32.add local.set $second

		block $counted
			${FRONT} if
				${SHORT}
				i64.const 0 local.set $back
				br $counted
			end
			${BACK}
			local.get $ends i64.eqz if
				${LONG}
				br $counted
			end
			${USUAL}
		end
		local.get $end local.get $filled i32.ge_u br_if $stop
		local.get $end local.get $row i32.sub i32.const ${longest} i32.gt_u br_if $stop
		local.get $end i32.const 1 i32.add local.set $next
		local.get $end i32.const 1 i32.sub i32.load8_u i32.const 13 i32.eq local.set $word
		local.get $end local.get $word i32.sub local.set $end
		local.get $columns local.get $word i32.sub local.tee $columns
		local.get $least i32.sub local.get $most local.get $least i32.sub i32.gt_u br_if $stop
		local.get $end i32.const 1 i32.sub i32.load8_u i32.const 32 i32.le_u br_if $stop

		;; the action: 'DROP ' or 'ALLOW '
		local.get $row i64.load offset=20 local.tee $time
		i64.const 0xffffffffff i64.and i64.const 0x20504f5244 i64.eq local.tee $drop i32.eqz
		local.get $time i64.const 0xffffffffffff i64.and i64.const 0x20574f4c4c41 i64.ne i32.and br_if $stop
		local.get $drops local.get $drop i32.add local.set $drops
		local.get $second local.get $least_second local.get $second local.get $least_second i32.lt_s select local.set $least_second
		local.get $second local.get $most_second local.get $second local.get $most_second i32.gt_s select local.set $most_second

		block $passed
			local.get $wanted i32.const ${WANT_ALLOWS} local.get $drop i32.sub i32.and i32.eqz br_if $passed
			${MAY_BE_IN_RANGE}
			${RECORD_IT}
		end
		local.get $rows i32.const 1 i32.add local.set $rows
		local.get $next local.set $row
		local.get $record i32.const ${recordsEnd} i32.lt_u br_if $row
	end
	end
	${SETTLE}
	i32.const ${counts} local.get $rows i32.store
	i32.const ${counts} local.get $drops i32.store offset=4
	i32.const ${counts} local.get $record i32.store offset=8
	i32.const ${counts} local.get $earliest f64.convert_i64_s f64.store offset=${TIMES}
	i32.const ${counts} local.get $latest f64.convert_i64_s f64.store offset=${TIMES + 8}
	local.get $row`
	};
}
