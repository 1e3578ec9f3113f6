import { parseTime, readCondition, type Condition, type Query } from '$lib/pfirewall';
import { ranges } from '$lib/cgnat';
import { numberSets } from '$lib/net';

/** Which rows to show: the drops in the range, all drops, or everything. */
export const SCOPES = [
	{ value: '', label: 'Drops in the range' },
	{ value: 'drops', label: 'All drops' },
	{ value: 'rows', label: 'All rows' }
] as const;

/** The settings of the page's controls, as text in the address. */
export interface Asked {
	readonly scope: string;
	/** One of the twenty ranges by its prefix; empty for all. */
	readonly range: string;
	/** Conditions, as `conditionsText` writes them. */
	readonly where: string;
	readonly from: string;
	readonly until: string;
}

const lowest = ranges.at(0);
const highest = ranges.at(-1);

/** The range that is looked for, in words. */
export function rangeWords(range: string): string {
	const one = ranges.find(({ prefix }) => prefix === range);
	return one?.prefix ?? `${lowest?.prefix ?? ''} to ${highest?.prefix ?? ''}`;
}

function rangeSet(range: string): Query['range'] {
	const some = ranges.filter(({ prefix }) => prefix === range);
	return numberSets.of(some.length > 0 ? some : ranges);
}

/** The question that the page answers first, whatever rows are shown below. */
export function firstQuery(range: string): Query {
	return { action: 'DROP', range: rangeSet(range), inRange: true, conditions: [] };
}

/** Whether the controls ask for other rows than the page's own question does. */
export function asksMore({ scope, where, from, until }: Asked): boolean {
	return [scope, where, from, until].some((part) => part !== '');
}

export function queryOf({ scope, range, where, from, until }: Asked): Query {
	const first = parseTime(from);
	const last = parseTime(until);
	return {
		...(scope === 'rows' ? {} : { action: 'DROP' as const }),
		range: rangeSet(range),
		inRange: scope === '',
		conditions: conditionsOf(where),
		...(first === undefined ? {} : { from: first }),
		...(last === undefined ? {} : { until: last })
	};
}

/** Reads `column=value;column=value`, each part percent-encoded. */
export function conditionsOf(where: string): readonly Condition[] {
	return where.split(';').flatMap((part) => {
		const [column = '', value = ''] = part.split('=').map(decoded);
		return readCondition(column, value) ?? [];
	});
}

export function conditionsText(conditions: readonly Pick<Condition, 'column' | 'text'>[]): string {
	return conditions
		.map(({ column, text }) => `${encodeURIComponent(column)}=${encodeURIComponent(text)}`)
		.join(';');
}

/** Decoded text, or the text itself if its encoding is invalid. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
