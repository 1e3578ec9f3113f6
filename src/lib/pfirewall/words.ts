/** Parts of sentences. */
import { formatTime } from './timestamp';

/** `between ... and ...`; empty if a time is not known. */
export function span(from: number | undefined, until: number | undefined): string {
	if (from === undefined || until === undefined) return '';
	return from === until
		? `at ${formatTime(from)}`
		: `between ${formatTime(from)} and ${formatTime(until)}`;
}
