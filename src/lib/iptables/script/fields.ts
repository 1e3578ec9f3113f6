/** The words made from the pieces of one word: the shell splits expansions at blanks. */

/** `written` literally in the script, `quoted` in any quotes, `filled` in without quotes; a
 * `break` ends the word. */
export type Piece =
	| { readonly kind: 'written' | 'quoted' | 'filled'; readonly text: string }
	| { readonly kind: 'break' };

/** The pieces as one text, as in an assignment, which is not split. */
export function textOf(pieces: readonly Piece[]): string {
	return pieces.map((piece) => (piece.kind === 'break' ? ' ' : piece.text)).join('');
}

export interface Field {
	readonly text: string;
	/** It has unquoted wildcards: file names may replace it. */
	readonly pattern: boolean;
}

const wildcard = /[*?]|\[[^\]]+\]/;

/** What separates words by `$IFS`: any of its blanks, or one of its other characters. */
function separator(ifs: string): RegExp | undefined {
	if (ifs === '') return undefined;
	const set = (chars: readonly string[]) =>
		`[${chars.map((char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`).join('')}]`;
	const blanks = Array.from(ifs).filter((char) => ' \t\n'.includes(char));
	const others = Array.from(ifs).filter((char) => !' \t\n'.includes(char));
	const blank = blanks.length > 0 ? set(blanks) : '[]';
	const other = others.length > 0 ? set(others) : '[]';
	return new RegExp(`${blank}*${other}${blank}*|${blank}+`, 'gu');
}

export function fieldsOf(pieces: readonly Piece[], ifs: string): readonly Field[] {
	const separates = separator(ifs);
	const fields: Field[] = [];
	let text: string | undefined;
	let pattern = false;
	const end = () => {
		if (text !== undefined) fields.push({ text, pattern });
		text = undefined;
		pattern = false;
	};
	const add = (more: string, open: boolean) => {
		text = (text ?? '') + more;
		if (open && wildcard.test(more)) pattern = true;
	};
	for (const piece of pieces) {
		if (piece.kind === 'break') end();
		else if (piece.kind !== 'filled' || !separates) {
			if (piece.kind === 'quoted' || piece.text !== '') add(piece.text, piece.kind !== 'quoted');
		} else {
			let from = 0;
			for (const { 0: found, index } of piece.text.matchAll(separates)) {
				if (index > from) add(piece.text.slice(from, index), true);
				// A separator that is not a blank has a word on either side, even an empty one.
				if (found.trim() !== '') text ??= '';
				end();
				from = index + found.length;
			}
			if (from < piece.text.length) add(piece.text.slice(from), true);
		}
	}
	end();
	return fields;
}
