/** How a change of the rules affects the memory of matches (limit, quota, connlimit). */
import { printSave, type RuleSet } from '../iptables';

type Table = RuleSet['tables'][number];

/** The same rules with matches that remember nothing. */
function anew(table: Table): Table {
	return {
		...table,
		chains: table.chains.map((chain) => ({
			...chain,
			rules: chain.rules.map((rule) => ({
				...rule,
				matches: rule.matches.map((match) => ({ ...match }))
			}))
		}))
	};
}

/**
 * The legacy back end replaces a whole table, whatever changes in it: its matches start afresh.
 * nft changes one rule, and the others keep their state. Named lists and tables (recent,
 * hashlimit) survive both.
 */
export function withReplacedTables(before: RuleSet, after: RuleSet): RuleSet {
	if (after.backend === 'nft') return after;
	const text = (table: Table) => printSave({ ...after, tables: [table] });
	return {
		...after,
		tables: after.tables.map((table) => {
			const old = before.tables.find(({ name }) => name === table.name);
			return old && text(old) === text(table) ? old : anew(table);
		})
	};
}
