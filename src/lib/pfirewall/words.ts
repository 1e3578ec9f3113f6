/** Parts of sentences. */
import { grouped } from '$lib/text';
import { formatTime } from './timestamp';

/** `1 row`, `3,000 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `between ... and ...`; empty if a time is not known. */
export function span(from: number | undefined, until: number | undefined): string {
	if (from === undefined || until === undefined) return '';
	return from === until
		? `at ${formatTime(from)}`
		: `between ${formatTime(from)} and ${formatTime(until)}`;
}
