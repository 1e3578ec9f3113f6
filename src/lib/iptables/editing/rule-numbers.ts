import type { RuleSets } from '../state/machine';
import type { Family, Rule, TableName } from '../ruleset';

/** Where a rule of the text came to stand: the number counts from 1. */
export interface RuleNumber {
	readonly family: Family;
	readonly table: TableName;
	readonly chain: string;
	readonly number: number;
	readonly rule: Rule;
}

/** For each line that has rules: what they are numbered in the end. */
export function ruleNumbers(ruleSets: RuleSets): ReadonlyMap<number, readonly RuleNumber[]> {
	const byLine = new Map<number, RuleNumber[]>();
	for (const { family, tables } of [ruleSets.ipv4, ruleSets.ipv6]) {
		for (const { name: table, chains } of tables) {
			for (const { name: chain, rules } of chains) {
				for (const [index, rule] of rules.entries()) {
					const entry = { family, table, chain, number: index + 1, rule };
					const known = byLine.get(rule.origin.line);
					if (known) known.push(entry);
					else byLine.set(rule.origin.line, [entry]);
				}
			}
		}
	}
	return byLine;
}
