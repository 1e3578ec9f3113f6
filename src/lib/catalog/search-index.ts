import { entries, type Entry, type FieldKind } from './entry';
import { fold, wordStarts } from './fold';

/** An entry with its texts folded, and where their words start. */
export interface Indexed {
	readonly entry: Entry;
	readonly fields: readonly {
		readonly kind: FieldKind;
		readonly text: string;
		readonly starts: ReadonlySet<number>;
	}[];
}

/** The score of a hit in a field; a hit at the start of the field or of a word scores more. */
const worth: Readonly<Record<FieldKind, number>> = {
	name: 60,
	prose: 40,
	title: 35,
	path: 25,
	remark: 15,
	platform: 10
};

export const index: readonly Indexed[] = entries.map((entry) => ({
	entry,
	fields: entry.fields.map(({ kind, text }) => ({
		kind,
		text: fold(text),
		starts: new Set(wordStarts(text))
	}))
}));

/** Every word of names, purposes and titles: the candidates for a misspelt word. */
export const vocabulary: ReadonlySet<string> = new Set(
	index.flatMap(({ fields }) =>
		fields
			.filter(({ kind }) => kind !== 'path')
			.flatMap(({ text }) => text.split(/[^a-z0-9]+/))
			.filter((word) => word.length > 3)
	)
);

export type IndexedField = Indexed['fields'][number];

const anywhere = (kind: FieldKind): boolean => kind === 'name' || kind === 'path';

/** Removes a plural s, so that `updates` also finds `update`. */
export function stem(word: string): string {
	return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** The score of one word in one field; 0 if it is not there. */
export function worthIn(word: string, { kind, text, starts }: IndexedField): number {
	if (kind === 'name') {
		if (text === word || text.replace(/\.exe$/, '') === word) return 120;
		if (text.startsWith(word)) return 100;
	}
	let best = 0;
	const sought = stem(word);
	for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) {
		if (starts.has(at)) return worth[kind] + 10;
		if (anywhere(kind) && word.length > 1) best = worth[kind];
	}
	return best;
}

/** The score of a literal phrase: the whole name, its start, part of a path, consecutive words. */
export function worthOfPhrase(phrase: string, { kind, text }: IndexedField): number {
	if (kind === 'name' && (text === phrase || text.replace(/\.exe$/, '') === phrase)) return 1000;
	if (kind === 'name' && text.startsWith(phrase)) return 500;
	if (/[ /]/.test(phrase) && phrase.length > 1 && text.includes(phrase)) {
		return 100 + worth[kind];
	}
	return 0;
}
