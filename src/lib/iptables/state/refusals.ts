/** What user space refuses in a command that puts rules into a chain, before the kernel sees it. */
import type { Effect } from '../command';
import type { Rule } from '../ruleset';
import { count, noSuchRule, refused, type Outcome } from './outcome';
import type { ChainState } from './chain-state';
import type { TableState } from './table-state';

/** The commands that put rules into a chain. */
export type PutEffect = Extract<Effect, { readonly kind: 'append' | 'insert' | 'replace' }>;

/** Why a rule can't jump to its target; undefined if it can. */
export function targetRefusal(table: TableState, rule: Rule | undefined): Outcome | undefined {
	if (rule?.target && 'chain' in rule.target) {
		const { target } = rule;
		const to = table.chains.get(target.chain);
		if (!to) {
			return refused(
				'no-such-target',
				target.kind === 'goto'
					? `There is no chain ${target.chain} in the ${table.name} table to go to.`
					: `There is neither a target nor a chain ${target.chain} in the ${table.name} table.`,
				`Check the spelling, or make the chain first: -N ${target.chain}.`
			);
		}
		if (to.policy) {
			return refused(
				'jump-to-built-in',
				`${target.chain} is a built-in chain: a rule can’t jump there.`,
				'Jump to a chain of your own.'
			);
		}
	}
	return undefined;
}

/** What 1.8.9 says to -R with a list of addresses; 1.8.11 uses the first. */
export const replacementNotOne = refused(
	'replacement-not-one',
	'-R puts one rule in the place of one; this stands for several.',
	'Name one source and one destination.'
);

/** Why the position does not exist in the chain; undefined if it does. */
export function positionRefusal(chain: ChainState, effect: PutEffect): Outcome | undefined {
	if (effect.kind === 'insert' && effect.position > chain.length + 1) {
		return refused(
			'position-too-big',
			`${effect.chain} has ${count(chain.length)}: position ${effect.position} is beyond its end.`,
			`Use -A to add at the end, or a position up to ${chain.length + 1}.`
		);
	}
	if (effect.kind === 'replace' && effect.position > chain.length)
		return noSuchRule(effect.chain, chain.length);
	return undefined;
}
