/** The words of an ipset command. Source: build_argv and ipset_parser,
 * https://git.netfilter.org/ipset/tree/lib/ipset.c */

/** A word, and its index in the command. */
export interface CommandWord {
	readonly text: string;
	readonly index: number;
}

/** The place of a word in its line, in code units from 0, the end not included. */
interface Piece {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** Words of a line that `ipset restore` reads: blanks separate them, except within double quotes;
 * undefined if a quote is left open. */
export function ipsetWords(line: string): readonly Piece[] | undefined {
	const pieces: Piece[] = [];
	let text = '';
	let start = 0;
	let quoted = false;
	const end = (at: number) => {
		if (text !== '') pieces.push({ text, start, end: at });
		text = '';
	};
	for (let at = 0; at < line.length; at++) {
		const sign = line.charAt(at);
		if (text === '' && !quoted) start = at;
		if (sign === '"') quoted = !quoted;
		else if (!quoted && /[ \t\r\n]/.test(sign)) end(at);
		else text += sign;
	}
	if (quoted) return undefined;
	end(line.length);
	return pieces;
}
