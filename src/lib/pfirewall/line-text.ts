/** The text of a line: without byte order mark, the spaces around it, and its end. */
import { SEPARATOR } from './columns';

const MARK = 3;

/** Where the text starts of a line from `from` to its line feed at `lineEnd`; there for a blank one. */
export function textStart(bytes: Uint8Array, from: number, lineEnd: number): number {
	// Files put together keep the byte order mark of each.
	const marked = bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
	let start = marked ? from + MARK : from;
	while (start < lineEnd && (bytes[start] ?? 0) <= SEPARATOR) start++;
	return start;
}

/** Where the text ends that starts at `start`. */
export function textEnd(bytes: Uint8Array, start: number, lineEnd: number): number {
	let end = lineEnd;
	while (end > start && (bytes[end - 1] ?? 0) <= SEPARATOR) end--;
	return end;
}
