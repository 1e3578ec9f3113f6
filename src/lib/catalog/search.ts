import type { Entry } from './entry';
import type { FactKind } from './fact-kind';
import type { Platform } from './platform';
import { index, worthIn, worthOfPhrase, type Indexed, type IndexedField } from './search-index';
import { seek, type Sought } from './sought';

/** A search query. An empty text finds everything that the facets allow. */
export interface Query {
	readonly text: string;
	readonly platform?: Platform | undefined;
	readonly kind?: FactKind | undefined;
}

const highest = (fields: readonly IndexedField[], rate: (field: IndexedField) => number): number =>
	fields.reduce((best, field) => Math.max(best, rate(field)), 0);

function score({ phrase, words }: Sought, { fields }: Indexed): number {
	const whole = highest(fields, (field) => worthOfPhrase(phrase, field));
	let sum = 0;
	for (const { text, meant } of words) {
		let best = highest(fields, (field) => worthIn(text, field));
		for (const other of meant) {
			best = Math.max(best, highest(fields, (field) => worthIn(other, field)) / 2);
		}
		if (best === 0) return whole;
		sum += best;
	}
	return whole + sum;
}

function passes(entry: Entry, { platform, kind }: Query): boolean {
	return entry.facets.some(
		(facet) =>
			(kind === undefined || facet.kind === kind) &&
			(platform === undefined || facet.platform === 'every' || facet.platform === platform)
	);
}

/**
 * The entries that a query finds, best first: the name itself, names that start with it, parts of
 * names, words of a purpose, paths, notes. Every word must be found somewhere in the entry, unless
 * the text as a whole is. Misspelt words score half, and only if the word as typed is found nowhere.
 */
export function search(query: Query): readonly Entry[] {
	const sought = seek(query.text);
	const free = query.platform === undefined && query.kind === undefined;
	return index
		.filter(({ entry }) => free || passes(entry, query))
		.map((each) => ({ entry: each.entry, score: sought.phrase === '' ? 1 : score(sought, each) }))
		.filter((hit) => hit.score > 0)
		.sort((one, other) => other.score - one.score)
		.map(({ entry }) => entry);
}
