import type { Rule } from './ruleset';

/** A result computed from the rules of a chain, once for each list of rules: an edit leaves most
 * lists of a rule set as they are. */
export function remembered<T, More extends readonly unknown[]>(
	find: (rules: readonly Rule[], ...more: More) => T
): (rules: readonly Rule[], ...more: More) => T {
	const known = new WeakMap<readonly Rule[], { readonly found: T }>();
	return (rules, ...more) => {
		const before = known.get(rules);
		if (before) return before.found;
		const found = find(rules, ...more);
		known.set(rules, { found });
		return found;
	};
}

/** The same for a result that depends on more than the rules: recomputed when `given` changes. */
export function rememberedFor<T, Given extends readonly unknown[]>(
	find: (rules: readonly Rule[], given: Given) => T
): (rules: readonly Rule[], given: Given) => T {
	const known = new WeakMap<readonly Rule[], { readonly given: Given; readonly found: T }>();
	return (rules, given) => {
		const before = known.get(rules);
		if (
			before?.given.length === given.length &&
			before.given.every((each, index) => each === given[index])
		)
			return before.found;
		const found = find(rules, given);
		known.set(rules, { given, found });
		return found;
	};
}
