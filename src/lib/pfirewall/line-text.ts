/** The text of a line: without byte order mark, surrounding spaces, and line end. */
import { SEPARATOR } from './columns';

const MARK = 3;

/** Where the text of the line from `from` to its line feed at `lineEnd` starts; `lineEnd` if blank. */
export function textStart(bytes: Uint8Array, from: number, lineEnd: number): number {
	// Concatenated files keep the byte order mark of each.
	const marked = bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
	let start = marked ? from + MARK : from;
	while (start < lineEnd && (bytes[start] ?? 0) <= SEPARATOR) start++;
	return start;
}

/** Where the text starting at `start` ends. */
export function textEnd(bytes: Uint8Array, start: number, lineEnd: number): number {
	let end = lineEnd;
	while (end > start && (bytes[end - 1] ?? 0) <= SEPARATOR) end--;
	return end;
}
