import type { StackOptions } from '$lib/netfilter';

type Oracle = NonNullable<StackOptions['oracle']>;

/** More cases than this are not examined: the outcome is then reported as unknown. */
const MOST = 64;

export type Outcomes<T> = {
	/** One for each combination of results of the unknown matches. */
	readonly all: readonly T[];
	/** What could not be known, without repetition: `filter INPUT, rule 3: a rate limit's history`. */
	readonly unknowns: readonly string[];
};

/**
 * Runs repeatedly, each time with other results of the unknown matches, until every case has been
 * seen.
 */
export function everyOutcome<T>(run: (oracle: Oracle) => T): Outcomes<T> {
	const open: (readonly boolean[])[] = [[]];
	const all: T[] = [];
	const unknowns = new Set<string>();
	for (let path = open.pop(); path !== undefined && all.length < MOST; path = open.pop()) {
		const given = path;
		const taken: boolean[] = [];
		all.push(
			run({
				ask: (_, field) => ({ kind: 'unknown', because: `${field} is left open` }),
				decide: (_, { because }, { table, chain, rule }) => {
					unknowns.add(`${table} ${chain}, rule ${rule}: ${because}`);
					const known = given[taken.length];
					if (known === undefined) open.push([...taken, true]);
					taken.push(known ?? false);
					return known ?? false;
				}
			})
		);
	}
	return { all, unknowns: [...unknowns] };
}
