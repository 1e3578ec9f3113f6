/**
 * Words of a line of a dump, as iptables-restore splits it: blanks separate words, double quotes
 * hold them together, a backslash counts inside quotes only, and a closing quote ends the word.
 * Source: add_param_to_argv, https://git.netfilter.org/iptables/tree/iptables/xshared.c
 */

/** The place of a word in its line, in code units from 0, the end not included. */
export interface Piece {
	readonly start: number;
	readonly end: number;
}

function isBlank(code: number): boolean {
	return code === 0x20 || code === 0x09;
}

/** The words, and if `pieces` is given, the place of each. */
export function restoreWords(line: string, pieces?: Piece[]): string[] {
	if (!pieces && !line.includes('"') && !line.includes('\t')) {
		const words = line.split(' ');
		return words.includes('') ? words.filter((word) => word !== '') : words;
	}
	const words: string[] = [];
	let word = '';
	let start = -1;
	let quoted = false;
	const end = (at: number): void => {
		words.push(word);
		pieces?.push({ start, end: at });
		word = '';
		start = -1;
	};
	for (let at = 0; at < line.length; at++) {
		const code = line.charCodeAt(at);
		if (quoted) {
			if (code === 0x5c && at + 1 < line.length) word += line.charAt(++at);
			else if (code === 0x22) {
				quoted = false;
				end(at + 1);
			} else word += line.charAt(at);
		} else if (code === 0x22) {
			quoted = true;
			if (start < 0) start = at;
		} else if (isBlank(code)) {
			if (word !== '') end(at);
			start = word === '' ? -1 : start;
		} else {
			if (start < 0) start = at;
			word += line.charAt(at);
		}
	}
	// An unclosed quote includes the end of the line.
	if (quoted) word += '\n';
	if (word !== '') end(line.length);
	return words;
}
