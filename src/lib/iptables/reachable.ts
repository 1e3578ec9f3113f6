import { remembered } from './chain-memory';
import { hooks, type Hook, type Table } from './ruleset';

/** The chains that rules jump to. */
const leadsTo = remembered((rules): ReadonlySet<string> => {
	const to = new Set<string>();
	for (const { target } of rules) {
		if (target?.kind === 'jump' || target?.kind === 'goto') to.add(target.chain);
	}
	return to;
});

/** For each chain of a table that can be reached: from which hooks. A built-in chain is reached from
 * its own. */
export function reachedFrom(table: Table): ReadonlyMap<string, ReadonlySet<Hook>> {
	const jumps = new Map(table.chains.map(({ name, rules }) => [name, leadsTo(rules)]));
	const reached = new Map<string, Set<Hook>>();
	for (const hook of hooks) {
		const open: string[] = jumps.has(hook) ? [hook] : [];
		const seen = new Set(open);
		for (let chain = open.pop(); chain !== undefined; chain = open.pop()) {
			const from = reached.get(chain) ?? new Set();
			reached.set(chain, from.add(hook));
			for (const next of jumps.get(chain) ?? []) {
				if (seen.has(next)) continue;
				seen.add(next);
				open.push(next);
			}
		}
	}
	return reached;
}
