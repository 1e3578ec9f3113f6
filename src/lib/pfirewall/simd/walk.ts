/**
 * The inner loop of the scanner: walks plain rows of one minute, sixteen bytes a step.
 *
 * It stops at the first row that isn't plain: one of another minute, an action other than DROP or
 * ALLOW, a number of columns that the header doesn't allow, a space at the end. The caller takes
 * that row byte by byte and comes back, so nothing is decided here that isn't certain.
 */
import type { Source } from './assembler';

/** Where things stand in the memory: the rows from 0 on, then these. */
export interface Places {
	/** 16 bytes: the date, hour and minute of the rows that are to be walked. */
	readonly minute: number;
	/** 5 integers: rows, drops, least and greatest second, end of the records. */
	readonly counts: number;
	/** Records of the rows wanted: start, end, number among those walked, second. */
	readonly records: number;
	readonly recordsEnd: number;
	/** Bytes of the longest row that can be plain. */
	readonly longest: number;
}

/** Bytes of a record. */
export const RECORD = 16;
export const WANT_DROPS = 1;
export const WANT_ALLOWS = 2;

/**
 * Params: where to start; the end of what is filled, where a line feed stands; least and most
 * separators of a row; which actions are wanted; and, where `mask` isn't 0, the first four bytes
 * that source or destination of a wanted row must have under it (an IPv6 address that starts with
 * a colon passes as well). Gives the start of the first row not walked.
 */
export function walkSource({ minute, counts, records, recordsEnd, longest }: Places): Source {
	/** The separators among 16 bytes from `at`, as bits from `shift` on. */
	const separators = (at: number, shift: number) => `
		local.get $start v128.load offset=${at} local.get $space i8x16.le_u i8x16.bitmask
		i64.extend_i32_u i64.const ${shift} i64.shl`;
	/** Whether the four bytes at the address that is on the stack may start one in the range. */
	const mayStart = `
		local.tee $at i32.load local.get $prefix i32.xor local.get $mask i32.and i32.eqz
		local.get $at i32.load8_u i32.const 58 i32.eq i32.or`;
	return {
		params: ['start', 'filled', 'least', 'most', 'wanted', 'prefix', 'mask'],
		locals: {
			at: 'i32',
			end: 'i32',
			next: 'i32',
			columns: 'i32',
			found: 'i32',
			ends: 'i32',
			word: 'i32',
			tens: 'i32',
			second: 'i32',
			flag: 'i32',
			rows: 'i32',
			drops: 'i32',
			least_second: 'i32',
			most_second: 'i32',
			record: 'i32',
			bits: 'i64',
			head: 'v128',
			space: 'v128',
			feed: 'v128',
			bytes: 'v128'
		},
		text: `
	i32.const ${minute} v128.load local.set $head
	i32.const 32 i8x16.splat local.set $space
	i32.const 10 i8x16.splat local.set $feed
	i32.const 60 local.set $least_second
	i32.const ${records} local.set $record
	block $stop
	loop $row
		;; the head: 'YYYY-MM-DD HH:MM' as given, then ':SS '
		local.get $start i32.const 20 i32.add local.get $filled i32.ge_u br_if $stop
		local.get $start v128.load local.get $head i8x16.ne v128.any_true br_if $stop
		local.get $start i32.load offset=16 local.tee $word
		i32.const 0xff0000ff i32.and i32.const 0x2000003a i32.ne br_if $stop
		local.get $word i32.const 8 i32.shr_u i32.const 0xff i32.and i32.const 48 i32.sub
		local.tee $tens i32.const 6 i32.ge_u br_if $stop
		local.get $word i32.const 16 i32.shr_u i32.const 0xff i32.and i32.const 48 i32.sub
		local.tee $second i32.const 10 i32.ge_u br_if $stop
		local.get $tens i32.const 10 i32.mul local.get $second i32.add local.set $second

		;; to the line feed, counting separators; the head has two
		local.get $start i32.const 20 i32.add local.set $at
		i32.const 2 local.set $columns
		block $ended
		loop $step
			local.get $at v128.load local.tee $bytes local.get $space i8x16.le_u i8x16.bitmask local.set $found
			local.get $bytes local.get $feed i8x16.eq i8x16.bitmask local.tee $ends br_if $ended
			local.get $columns local.get $found i32.popcnt i32.add local.set $columns
			local.get $at i32.const 16 i32.add local.set $at
			br $step
		end
		end
		local.get $at local.get $ends i32.ctz i32.add local.tee $end
		local.get $filled i32.ge_u br_if $stop
		local.get $end local.get $start i32.sub i32.const ${longest} i32.gt_u br_if $stop
		local.get $end i32.const 1 i32.add local.set $next
		;; the separators before the lowest bit of $ends
		local.get $columns
		local.get $found local.get $ends i32.const 1 i32.sub local.get $ends i32.const -1 i32.xor i32.and
		i32.and i32.popcnt i32.add local.set $columns
		local.get $end i32.const 1 i32.sub i32.load8_u i32.const 13 i32.eq if
			local.get $end i32.const 1 i32.sub local.set $end
			local.get $columns i32.const 1 i32.sub local.set $columns
		end
		local.get $columns local.get $least i32.lt_u br_if $stop
		local.get $columns local.get $most i32.gt_u br_if $stop
		local.get $end i32.const 1 i32.sub i32.load8_u i32.const 32 i32.le_u br_if $stop

		;; the action: 'DROP ' or 'ALLOW '
		local.get $start i32.load offset=20 local.tee $word i32.const 0x504f5244 i32.eq if
			local.get $start i32.load8_u offset=24 i32.const 32 i32.ne br_if $stop
			i32.const ${WANT_DROPS} local.set $flag
			local.get $drops i32.const 1 i32.add local.set $drops
		else
			local.get $word i32.const 0x4f4c4c41 i32.ne br_if $stop
			local.get $start i32.load16_u offset=24 i32.const 0x2057 i32.ne br_if $stop
			i32.const ${WANT_ALLOWS} local.set $flag
		end
		local.get $second local.get $least_second i32.lt_u if
			local.get $second local.set $least_second
		end
		local.get $second local.get $most_second i32.gt_u if
			local.get $second local.set $most_second
		end

		block $passed
			local.get $wanted local.get $flag i32.and i32.eqz br_if $passed
			block $record_it
				local.get $mask i32.eqz br_if $record_it
				;; 64 bits for the separators behind the head: of action, protocol, source
				${separators(20, 0)}
				${separators(36, 16)} i64.or
				${separators(52, 32)} i64.or
				${separators(68, 48)} i64.or
				local.tee $bits local.get $bits i64.const 1 i64.sub i64.and
				local.tee $bits i64.eqz br_if $record_it
				local.get $start i32.const 21 i32.add local.get $bits i64.ctz i32.wrap_i64 i32.add
				${mayStart} br_if $record_it
				local.get $bits local.get $bits i64.const 1 i64.sub i64.and
				local.tee $bits i64.eqz br_if $record_it
				local.get $start i32.const 21 i32.add local.get $bits i64.ctz i32.wrap_i64 i32.add
				${mayStart} br_if $record_it
				br $passed
			end
			local.get $record local.get $start i32.store
			local.get $record local.get $end i32.store offset=4
			local.get $record local.get $rows i32.store offset=8
			local.get $record local.get $second i32.store offset=12
			local.get $record i32.const ${RECORD} i32.add local.set $record
		end
		local.get $rows i32.const 1 i32.add local.set $rows
		local.get $next local.set $start
		local.get $record i32.const ${recordsEnd} i32.lt_u br_if $row
	end
	end
	i32.const ${counts} local.get $rows i32.store
	i32.const ${counts} local.get $drops i32.store offset=4
	i32.const ${counts} local.get $least_second i32.store offset=8
	i32.const ${counts} local.get $most_second i32.store offset=12
	i32.const ${counts} local.get $record i32.store offset=16
	local.get $start`
	};
}
