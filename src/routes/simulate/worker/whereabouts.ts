import type { Rule, RuleSet, TableName } from '$lib/iptables';
import type { Decider, Passage } from '$lib/netfilter';
import type { Whereabouts } from '../answer';

/** A rule by its place; undefined if there is none. */
export function ruleAt(
	ruleSet: RuleSet,
	table: TableName,
	chain: string,
	number: number
): Rule | undefined {
	return ruleSet.tables
		.find(({ name }) => name === table)
		?.chains.find(({ name }) => name === chain)?.rules[number - 1];
}

function rulePlace(
	ruleSet: RuleSet,
	{ table, chain, rule }: { table: TableName; chain: string; rule: number }
): Whereabouts {
	const line = ruleAt(ruleSet, table, chain, rule)?.origin.line;
	return {
		label: `${table} ${chain}, rule ${String(rule)}`,
		...(line === undefined || line < 1 ? {} : { line })
	};
}

function deciderPlace(ruleSet: RuleSet, decider: Decider): Whereabouts {
	if ('rule' in decider) return rulePlace(ruleSet, decider);
	if ('policy' in decider) return { label: `policy of ${decider.table} ${decider.chain}` };
	return { label: `the kernel, in ${decider.hook}` };
}

/** What accepted the packet: the last rule or policy of the filter table that it met. */
function accepter(ruleSet: RuleSet, passage: Passage): Whereabouts | undefined {
	const rule = passage.matched.findLast(
		({ table, target }) => table === 'filter' && target === 'ACCEPT'
	);
	const policy = passage.policies.findLast(({ table }) => table === 'filter');
	// The packet may pass OUTPUT by a rule and INPUT by the policy, over lo; the later one counts.
	const last = passage.hooks.findLast(
		(hook) => hook === 'INPUT' || hook === 'FORWARD' || hook === 'OUTPUT'
	);
	if (policy && (!rule || policy.chain === last))
		return { label: `policy of filter ${policy.chain}` };
	return rule && rulePlace(ruleSet, rule);
}

/** What decided the packet's fate, in words, and its line. */
export function decidedBy(ruleSet: RuleSet, passage: Passage): Whereabouts | undefined {
	if (passage.decidedBy) return deciderPlace(ruleSet, passage.decidedBy);
	if (passage.lost) return { label: 'the kernel' };
	return accepter(ruleSet, passage) ?? { label: 'no rule evaluated' };
}
