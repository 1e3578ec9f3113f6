import type { RuleSets } from '$lib/iptables';
import type { RuleNumbers } from '../answer';

/** Which rule each line of the text makes; the first if it makes several. */
export function ruleNumbers(ruleSets: RuleSets, lines: number): RuleNumbers {
	const rule = new Int32Array(lines + 1);
	const place = new Uint16Array(lines + 1);
	const places: string[] = [];
	for (const { family, tables } of [ruleSets.ipv4, ruleSets.ipv6])
		for (const table of tables)
			for (const chain of table.chains) {
				const words = family === 'ipv6' ? 'IPv6 ' : '';
				const index = places.push(`${words}${table.name} ${chain.name}`) - 1;
				let number = 0;
				for (const { origin } of chain.rules) {
					number++;
					if (rule[origin.line] !== 0) continue;
					rule[origin.line] = number;
					place[origin.line] = index;
				}
			}
	return { rule, place, places };
}

export function countRules(ruleSets: RuleSets): number {
	let count = 0;
	for (const { tables } of [ruleSets.ipv4, ruleSets.ipv6])
		for (const { chains } of tables) for (const { rules } of chains) count += rules.length;
	return count;
}
