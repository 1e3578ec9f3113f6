import { hooks, type Hook, type RuleSet, type TableName } from '$lib/iptables';

/** The hooks from which a chain can be reached; for a built-in chain, its own. */
export function reachedFrom(ruleSet: RuleSet, table: TableName, chain: string): ReadonlySet<Hook> {
	const chains = ruleSet.tables.find(({ name }) => name === table)?.chains ?? [];
	const jumps = new Map(
		chains.map(({ name, rules }) => [
			name,
			rules.flatMap(({ target }) =>
				target?.kind === 'jump' || target?.kind === 'goto' ? [target.chain] : []
			)
		])
	);
	const reached = new Set<Hook>();
	for (const hook of hooks) {
		const seen = new Set<string>();
		const open: string[] = jumps.has(hook) ? [hook] : [];
		for (let next = open.pop(); next !== undefined; next = open.pop()) {
			if (seen.has(next)) continue;
			seen.add(next);
			open.push(...(jumps.get(next) ?? []));
		}
		if (seen.has(chain)) reached.add(hook);
	}
	return reached;
}
