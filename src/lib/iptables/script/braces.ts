/** How bash expands `{80,443}`, `{1..3}` and nested braces, if they are not quoted. */
import type { ShellWord, WordPart } from '../shell/token';

/** Longer lists are not expanded. */
const MOST = 10_000;

/** A character that is not quoted, or a part that is kept whole. */
type Atom = string | WordPart;

function sequence(from: number, to: number, step: number): readonly number[] | undefined {
	const length = Math.floor(Math.abs(to - from) / step) + 1;
	if (length > MOST) return undefined;
	return Array.from({ length }, (_, i) => from + (to >= from ? i : -i) * step);
}

/** The expansion of `1..3` and `a..c`. */
function counted(inner: string): readonly string[] | undefined {
	const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.-?(\d+))?$/.exec(inner);
	if (numbers) {
		const [, from = '', to = '', step = '1'] = numbers;
		const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
		return sequence(Number(from), Number(to), Math.max(1, Number(step)))?.map((number) =>
			String(number).padStart(width, '0')
		);
	}
	const letters = /^([a-zA-Z])\.\.([a-zA-Z])$/.exec(inner);
	const [, first, last] = letters ?? [];
	if (first === undefined || last === undefined) return undefined;
	return sequence(first.charCodeAt(0), last.charCodeAt(0), 1)?.map((code) =>
		String.fromCharCode(code)
	);
}

/** Where the braces that open at a place close, and the commas between them. */
function closing(atoms: readonly Atom[], open: number) {
	const commas: number[] = [];
	let depth = 0;
	for (let at = open; at < atoms.length; at++) {
		const atom = atoms[at];
		if (atom === '{') depth++;
		else if (atom === ',' && depth === 1) commas.push(at);
		else if (atom === '}' && --depth === 0) return { end: at, commas };
	}
	return undefined;
}

/** The alternatives between a pair of braces; undefined if it is not a list. */
function alternatives(
	atoms: readonly Atom[],
	open: number,
	{ end, commas }: { readonly end: number; readonly commas: readonly number[] }
): readonly (readonly Atom[])[] | undefined {
	if (commas.length > 0) {
		const bounds = [open, ...commas, end];
		return bounds.slice(1).map((bound, index) => atoms.slice((bounds[index] ?? 0) + 1, bound));
	}
	const inner = atoms.slice(open + 1, end);
	const text = inner.every((atom) => typeof atom === 'string') ? inner.join('') : '';
	return counted(text)?.map((each) => [{ kind: 'text', text: each, quoted: true }]);
}

/** The words that atoms expand to; undefined if there are too many. */
function expand(atoms: readonly Atom[], from: number): (readonly Atom[])[] | undefined {
	for (let open = from; open < atoms.length; open++) {
		if (atoms[open] !== '{') continue;
		const found = closing(atoms, open);
		const list = found && alternatives(atoms, open, found);
		if (!found || !list) continue;
		const before = atoms.slice(0, open);
		const after = atoms.slice(found.end + 1);
		const all: (readonly Atom[])[] = [];
		for (const each of list) {
			const words = expand([...before, ...each, ...after], open);
			if (!words || all.length + words.length > MOST) return undefined;
			all.push(...words);
		}
		return all;
	}
	return [atoms];
}

function partsOf(atoms: readonly Atom[]): readonly WordPart[] {
	const parts: WordPart[] = [];
	let text = '';
	const end = () => {
		if (text !== '') parts.push({ kind: 'text', text, quoted: false });
		text = '';
	};
	for (const atom of atoms) {
		if (typeof atom === 'string') text += atom;
		else {
			end();
			parts.push(atom);
		}
	}
	end();
	return parts;
}

/** The words that a word expands to: itself, if it has no braces to expand. */
export function expandBraces(word: ShellWord): readonly ShellWord[] {
	const { parts, origin } = word;
	if (!parts.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{')))
		return [word];
	const atoms = parts.flatMap((part): readonly Atom[] =>
		part.kind === 'text' && !part.quoted ? Array.from(part.text) : [part]
	);
	return expand(atoms, 0)?.map((each) => ({ parts: partsOf(each), origin })) ?? [word];
}
