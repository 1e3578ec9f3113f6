import type { Rule } from './ruleset';

/** What is found in the rules of a chain, found once for each list of rules: an edit leaves most lists
 * of a rule set as they are. */
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
