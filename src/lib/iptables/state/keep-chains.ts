import type { Rule, RuleSet } from '../ruleset';
import type { RuleSets } from './machine';

function same(a: readonly Rule[], b: readonly Rule[]): boolean {
	return a.length === b.length && a.every((rule, index) => rule === b[index]);
}

function keepIn(now: RuleSet, before: RuleSet): RuleSet {
	const tables = now.tables.map((table) => {
		const old = before.tables.find(({ name }) => name === table.name);
		const lists = new Map(old?.chains.map(({ name, rules }) => [name, rules]));
		const chains = table.chains.map((chain) => {
			const rules = lists.get(chain.name);
			return rules && same(rules, chain.rules) ? { ...chain, rules } : chain;
		});
		return { ...table, chains };
	});
	return { ...now, tables };
}

/** Rule sets that reuse the lists of an earlier state if they hold the same rules, so that results
 * remembered for these chains stay valid. */
export function keepChains(now: RuleSets, before: RuleSets): RuleSets {
	return { ipv4: keepIn(now.ipv4, before.ipv4), ipv6: keepIn(now.ipv6, before.ipv6) };
}
