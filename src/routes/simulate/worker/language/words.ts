/** A word of a line, with the columns (from 0) that it covers. */
export interface Word {
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

const piece = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s"']+/g;

/** Words of a line up to a comment; quotes stay. */
export function wordsOf(line: string): readonly Word[] {
	const found: Word[] = [];
	for (const match of line.matchAll(piece)) {
		if (match[0].startsWith('#')) break;
		found.push({ text: match[0], from: match.index, to: match.index + match[0].length });
	}
	return found;
}

/** The words of the last command that begins before a column: after `;`, `&&` or `|`. */
export function commandAt(words: readonly Word[], column: number): readonly Word[] {
	let start = 0;
	let end = words.length;
	for (const [index, { text, to }] of words.entries()) {
		if (!/[;&|]$/.test(text)) continue;
		if (to <= column) start = index + 1;
		else {
			end = index + 1;
			break;
		}
	}
	return words.slice(start, end);
}
