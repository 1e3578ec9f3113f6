/**
 * The local time of a row. The log carries no zone, so a time is kept as the seconds that the same
 * wall clock would show since 1970 if it were UTC, and printed from them: never converted.
 */

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Two ASCII digits at a position; NaN if they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
	const tens = (bytes[at] ?? 0) - 48;
	const ones = (bytes[at + 1] ?? 0) - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
function dayNumber(year: number, month: number, day: number): number {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	return (
		era * 146_097 +
		yearOfEra * 365 +
		Math.floor(yearOfEra / 4) -
		Math.floor(yearOfEra / 100) +
		dayOfYear -
		719_468
	);
}

function daysOfMonth(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Seconds at the start of the day written `YYYY-MM-DD` at a position; NaN if there is none. */
export function readDate(bytes: Uint8Array, at: number): number {
	if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return NaN;
	const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
	const month = twoDigits(bytes, at + 5);
	const day = twoDigits(bytes, at + 8);
	if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month)))
		return NaN;
	return dayNumber(year, month, day) * DAY;
}

/** Seconds since midnight written `HH:MM:SS` at a position; NaN if there are none. */
export function readClock(bytes: Uint8Array, at: number): number {
	if (bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return NaN;
	const hour = twoDigits(bytes, at);
	const minute = twoDigits(bytes, at + 3);
	const second = twoDigits(bytes, at + 6);
	return hour < 24 && minute < 60 && second < 60 ? hour * HOUR + minute * MINUTE + second : NaN;
}

/** Reads `YYYY-MM-DD HH:MM[:SS]` (a `T` may replace the space); undefined if it is not such a time. */
export function parseTime(text: string): number | undefined {
	const [date = '', clock = ''] = text.trim().split(/[ T]/);
	const bytes = new TextEncoder().encode(`${date} ${clock.length === 5 ? `${clock}:00` : clock}`);
	const time = bytes.length === 19 ? readDate(bytes, 0) + readClock(bytes, 11) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** `YYYY-MM-DD HH:MM:SS`, as the log writes it. */
export function formatTime(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
