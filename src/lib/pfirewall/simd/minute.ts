/** Reads the date, hour and minute of a row, as part of the walk. */

/** `YYYY-MM-DD HH:MM`, and the most by which each character may exceed it. */
const TEMPLATE = '0000-00-00 00:00';
const MOST = [9, 9, 9, 9, 0, 1, 9, 0, 3, 9, 0, 2, 9, 0, 5, 9] as const;

const hex = (bytes: readonly number[]) =>
	bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
const template = hex(Array.from(TEMPLATE, (letter) => letter.charCodeAt(0)));

/** Two digits of the row as a number. */
const pair = (at: number) => `
	local.get $row i32.load8_u offset=${at} i32.const 48 i32.sub i32.const 10 i32.mul
	local.get $row i32.load8_u offset=${at + 1} i32.add i32.const 48 i32.sub`;

/**
 * Sets `$minute` to the local seconds at the start of the row's minute, and `$head` and `$head_end`
 * to its 16 bytes; branches to `stop` if they are not a date and time. As timestamp.ts does.
 */
export function minuteText(stop: string): string {
	return `
	local.get $row v128.load v128.const ${template} v128.xor v128.const ${hex(MOST)} i8x16.le_u
	i8x16.all_true i32.eqz br_if ${stop}
	${pair(0)} i32.const 100 i32.mul ${pair(2)} i32.add local.tee $year i32.eqz br_if ${stop}
	${pair(5)} local.tee $month i32.const 1 i32.sub i32.const 12 i32.ge_u br_if ${stop}
	${pair(11)} local.tee $hour i32.const 24 i32.ge_u br_if ${stop}
	;; the days of the month: February apart, the others take turns, and again from August on
	local.get $month i32.const 2 i32.eq if
		local.get $year i32.const 4 i32.rem_u i32.eqz
		local.get $year i32.const 100 i32.rem_u i32.eqz i32.eqz
		local.get $year i32.const 400 i32.rem_u i32.eqz i32.or i32.and i32.const 28 i32.add local.set $word
	else
		local.get $month local.get $month i32.const 3 i32.shr_u i32.add i32.const 1 i32.and
		i32.const 30 i32.add local.set $word
	end
	${pair(8)} local.tee $day i32.const 1 i32.sub local.get $word i32.ge_u br_if ${stop}
	;; days since 1970, of a year that starts in March
	local.get $year local.get $month i32.const 3 i32.lt_u i32.sub local.set $year
	local.get $year i32.const 365 i32.mul
	local.get $year i32.const 4 i32.div_u i32.add
	local.get $year i32.const 100 i32.div_u i32.sub
	local.get $year i32.const 400 i32.div_u i32.add
	local.get $month i32.const 9 i32.add i32.const 12 i32.rem_u i32.const 153 i32.mul i32.const 2 i32.add i32.const 5 i32.div_u i32.add
	local.get $day i32.add i32.const 719469 i32.sub i64.extend_i32_s i64.const 86400 i64.mul
	local.get $hour i32.const 60 i32.mul ${pair(14)} i32.add i32.const 60 i32.mul i64.extend_i32_s i64.add local.set $minute
	local.get $row i64.load local.set $head
	local.get $row i64.load offset=8 local.set $head_end`;
}
