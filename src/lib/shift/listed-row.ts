import type { TextEdit } from '$lib/text';
import { ipv4, printMasked4 } from '$lib/net';
import type { AddressTest } from './address-test';
import type { WrittenCommand } from './written-command';

type Column = { readonly start: number; readonly end: number };

/** The columns of a row of `iptables -L -n -v`, as offsets in the text, from `in` to the extras. */
export type ListedRow = {
	readonly number: Column | undefined;
	readonly in: Column;
	readonly out: Column;
	readonly source: Column;
	readonly destination: Column;
	/** After the last character that is not a space. */
	readonly end: number;
};

const address = '!?\\d+\\.\\d+\\.\\d+\\.\\d+(?:\\/[\\d.]+)?';
const row = new RegExp(
	`^(\\s*(?:(\\d+)\\s+)?\\d+[KMGT]?\\s+\\d+[KMGT]?\\s.*?\\s)(\\S+)(\\s+)(\\S+)(\\s+)(${address})(\\s+)(${address})(?=\\s|$)`
);

/** The columns of a row; undefined for one without interface columns, which a fix could not preserve. */
export function listedRow({ source: { text }, start, end }: WrittenCommand): ListedRow | undefined {
	const line = text.slice(start, end);
	const found = row.exec(line);
	if (!found) return undefined;
	const [, head = '', number, input = '', gap1 = '', out = '', gap2 = '', from = '', gap3 = ''] =
		found;
	let at = start;
	const column = (skipped: string, text: string): Column => {
		const begin = at + skipped.length;
		at = begin + text.length;
		return { start: begin, end: at };
	};
	const first = line.length - line.trimStart().length;
	return {
		number:
			number === undefined
				? undefined
				: { start: start + first, end: start + first + number.length },
		in: column(head, input),
		out: column(gap1, out),
		source: column(gap2, from),
		destination: column(gap3, found[9] ?? ''),
		end: start + line.trimEnd().length
	};
}

/** Puts a word into a column, and keeps the columns after it in place if there is room. */
export function intoColumn(text: string, { start, end }: Column, word: string): TextEdit {
	let spaces = 0;
	while (text.charAt(end + spaces) === ' ') spaces++;
	const room = end - start + spaces;
	const last = end + spaces >= text.length || /[\r\n]/.test(text.charAt(end + spaces));
	const width = last ? room : Math.max(room, word.length + 1);
	return { from: start, to: end + spaces, insert: word.padEnd(width) };
}

/** Whether a column shows the address of a test, as iptables prints it: `!100.64.0.0/16`. */
export function shows(text: string, { start, end }: Column, test: AddressTest): boolean {
	const { set, inverted } = test;
	if (set.kind !== 'masked') return false;
	const shown = text.slice(start, end);
	if (shown.startsWith('!') !== inverted) return false;
	const address = shown.replace('!', '');
	const masked = { address: ipv4(set.address), mask: ipv4(set.mask) };
	return (address.includes('/') ? address : `${address}/32`) === printMasked4(masked);
}
