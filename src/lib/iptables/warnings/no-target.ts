import type { Problem } from '$lib/net';
import { remembered } from '../chain-memory';
import type { Rule, RuleSet } from '../ruleset';
import { MOST_OF_A_KIND, warning } from './warning';

/** Matches with a side effect: a rule with one needs no target. */
const working: ReadonlySet<string> = new Set([
	'recent',
	'quota',
	'hashlimit',
	'connlimit',
	'nfacct'
]);

function looksForgotten({ target, matches, header, unread }: Rule): boolean {
	if (target) return false;
	if (matches.some(({ extension }) => working.has(extension))) return false;
	return (
		matches.some(({ extension }) => extension !== 'comment') ||
		Object.values(header).some((part) => part !== undefined) ||
		unread !== undefined
	);
}

const forgotten = remembered((rules) => rules.filter(looksForgotten).slice(0, MOST_OF_A_KIND));

/** Rules that select packets, but do nothing with them. */
export function* rulesWithoutTarget(ruleSet: RuleSet): Generator<Problem> {
	for (const table of ruleSet.tables) {
		for (const chain of table.chains) {
			for (const rule of forgotten(chain.rules)) {
				yield warning(
					'no-target',
					rule.origin,
					'This rule has no target: it only counts packets, and lets them go on to the next rule.',
					'Add -j ACCEPT, -j DROP or another target, if it should decide.'
				);
			}
		}
	}
}
