import type { Problem } from '$lib/net';
import type { Reading } from '../read';
import type { Chain, RuleSet } from '../ruleset';
import { warning } from './warning';

function inputOf(ruleSet: RuleSet): Chain | undefined {
	return ruleSet.tables
		.find(({ name }) => name === 'filter')
		?.chains.find(({ name }) => name === 'INPUT');
}

function refuses({ policy, rules }: Chain): boolean {
	return (
		policy === 'DROP' ||
		rules.some(
			({ target }) =>
				(target?.kind === 'standard' && target.verdict === 'DROP') ||
				(target?.kind === 'extension' && target.extension === 'REJECT')
		)
	);
}

/** Rules that protect IPv4 while there are none for IPv6. */
export function* ipv6LeftOpen({ ruleSets }: Reading): Generator<Problem> {
	const input = inputOf(ruleSets.ipv4);
	if (!input || !refuses(input) || ruleSets.ipv6.tables.length > 0) return;
	const last = input.rules.at(-1);
	if (!last) return;
	yield warning(
		'ipv6-open',
		last.origin,
		'These rules are for IPv4 only. If the host has IPv6, everything gets in that way.',
		'Give the same rules to ip6tables (with ipv6-icmp let through, which IPv6 needs), or set its policies: ip6tables -P INPUT DROP.'
	);
}
