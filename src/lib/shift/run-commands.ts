import { printRule, type Chain, type RuleSet } from '$lib/iptables';
import type { OfferedFix } from './named-rule';

function chainsOf({ tables }: RuleSet, table: string): readonly Chain[] {
	return tables.find(({ name }) => name === table)?.chains ?? [];
}

/**
 * The commands that apply a fix of printed rules on the machine itself: the output of `-S` and `-L`
 * can't be loaded again.
 */
export function runCommands(
	before: RuleSet,
	after: RuleSet,
	{ diff, of: { table, chain, number } }: Pick<OfferedFix, 'diff' | 'of'>
): readonly string[] {
	const style = { family: after.family, backend: after.backend };
	const iptables = table === 'filter' ? 'sudo iptables' : `sudo iptables -t ${table}`;
	const old = chainsOf(before, table);
	const now = chainsOf(after, table);
	const rules = now.find(({ name }) => name === chain)?.rules ?? [];
	const count = old.find(({ name }) => name === chain)?.rules.length ?? 0;
	const changed = rules.slice(number - 1, number + rules.length - count);
	const made = now.filter(({ name }) => !old.some((each) => each.name === name));
	const making = made.flatMap(({ name, rules: own }) => [
		`${iptables} -N ${name}`,
		...own.map((rule) => `${iptables} -A ${name}${printRule(rule, style)}`)
	]);
	const added = diff.added.filter((line) => !diff.removed.includes(line));
	if (added.every((line) => /^(add|create)\s/.test(line)))
		return added.map((line) => `sudo ipset ${line.trim()}`);
	const commands = [
		...making,
		...changed.map((rule, index) =>
			index === 0
				? `${iptables} -R ${chain} ${String(number)}${printRule(rule, style)}`
				: `${iptables} -I ${chain} ${String(number + index)}${printRule(rule, style)}`
		)
	];
	// A shell would still expand these in the quotes of iptables-save.
	return commands.some((command) => /[$`]/.test(command)) ? [] : commands;
}
