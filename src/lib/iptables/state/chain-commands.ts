/** What commands on chains and whole rules do to a table, and when they are refused. */
import type { Span } from '$lib/net';
import type { Command, Effect } from '../command';
import { hooks, type Backend, type Rule } from '../ruleset';
import {
	badPolicy,
	chainExists,
	count,
	done,
	noSuchChain,
	noSuchRule,
	notBuiltIn,
	refused,
	type Outcome
} from './outcome';
import { sameRule } from './same-rule';
import type { ChainState } from './chain-state';
import type { TableState } from './table-state';

type RuleEffect = Extract<Effect, { readonly rules: readonly Rule[] }>;

function jumpsTo(table: TableState, chain: string): boolean {
	for (const each of table.all()) {
		for (const { target } of each.rules) {
			if ((target?.kind === 'jump' || target?.kind === 'goto') && target.chain === chain)
				return true;
		}
	}
	return false;
}

/** -D and -C with a whole rule: all rules of an address list, or none. */
export function removeRules(
	backend: Backend,
	table: TableState,
	command: Command,
	effect: Extract<RuleEffect, { readonly kind: 'delete' | 'check' }>
): Outcome {
	const chain = table.chains.get(effect.chain);
	if (!chain) return noSuchChain(effect.chain, table.name);
	const left = [...chain.rules];
	for (const rule of effect.rules) {
		const index = left.findIndex((each) => sameRule(each, rule, command.family, backend));
		if (index < 0) {
			return refused(
				'no-such-rule',
				`There is no such rule in ${effect.chain}.`,
				'It must be the same in everything but the counters; -S shows the rules as they are.'
			);
		}
		if (effect.kind === 'delete') left.splice(index, 1);
	}
	if (effect.kind === 'check') return done;
	chain.splice(0, chain.length);
	for (const rule of left) chain.append(rule);
	return done;
}

/** -L and -S: nothing changes, but the chain must exist. */
export function lookAt(table: TableState, name: string | undefined): Outcome {
	return name === undefined || table.chains.has(name) ? done : noSuchChain(name, table.name);
}

/** -Z: the counters of one chain, or of all. */
export function zeroChains(table: TableState, name: string | undefined): Outcome {
	if (name === undefined) {
		for (const chain of table.chains.values()) chain.zero();
		return done;
	}
	const chain = table.chains.get(name);
	if (!chain) return noSuchChain(name, table.name);
	chain.zero();
	return done;
}

/** -Z with a number: the counters of one rule. */
export function zeroRule(table: TableState, name: string, position: number): Outcome {
	const chain = table.chains.get(name);
	if (!chain) return noSuchChain(name, table.name);
	if (position > chain.length) return noSuchRule(name, chain.length);
	chain.zeroRule(position - 1);
	return done;
}

/** -F: the rules of one chain or of all; policies stay. With `makes`, nft asks for each chain that
 * iptables sees, and creates the built-in ones; without, the kernel empties all of its chains. */
export function flushChains(table: TableState, name: string | undefined, makes: boolean): Outcome {
	if (name === undefined) {
		for (const chain of makes ? table.chains.values() : table.all()) {
			chain.clear();
			if (makes) chain.made = true;
		}
		return done;
	}
	const chain = table.chains.get(name);
	if (!chain) return noSuchChain(name, table.name);
	chain.clear();
	chain.made = true;
	return done;
}

/** -X: one chain, or all user chains together. */
export function deleteChain(
	backend: Backend,
	table: TableState,
	name: string | undefined
): Outcome {
	if (name === undefined) {
		const own = [...table.chains.values()].filter((chain) => !chain.policy);
		for (const chain of own) {
			const outcome = deletable(table, chain);
			if (!outcome.ok) return outcome;
		}
		for (const chain of own) table.chains.delete(chain.name);
		if (backend === 'nft') {
			for (const chain of table.chains.values()) if (doesNothing(chain)) chain.unmake();
		}
		return done;
	}
	const chain = table.chains.get(name);
	if (!chain) return noSuchChain(name, table.name);
	if (chain.policy) return deleteBuiltIn(backend, chain, table);
	const outcome = deletable(table, chain);
	if (outcome.ok) table.chains.delete(name);
	return outcome;
}

/** nft deletes a built-in chain that is empty and accepts; it comes back when it is needed. */
function deleteBuiltIn(backend: Backend, chain: ChainState, table: TableState): Outcome {
	if (backend === 'legacy') {
		return refused(
			'built-in-chain',
			`${chain.name} is a built-in chain, which can’t be deleted.`,
			`Empty it with -F ${chain.name}.`
		);
	}
	if (!chain.made) return noSuchChain(chain.name, table.name);
	if (chain.length > 0) return deletable(table, chain);
	if (!doesNothing(chain)) {
		return refused(
			'policy-not-accept',
			`${chain.name} has the policy DROP, so it can’t be deleted.`,
			`Set it to ACCEPT first: -P ${chain.name} ACCEPT.`
		);
	}
	chain.unmake();
	return done;
}

/** iptables-nft knows only the policy that the kernel has so far. */
function doesNothing({ length, policy, policyBefore = policy }: ChainState): boolean {
	return length === 0 && policyBefore === 'ACCEPT';
}

function deletable(table: TableState, chain: ChainState): Outcome {
	if (chain.length > 0) {
		return refused(
			'chain-not-empty',
			`${chain.name} still has ${count(chain.length)}.`,
			`Empty it first: -F ${chain.name}.`
		);
	}
	return jumpsTo(table, chain.name)
		? refused(
				'chain-in-use',
				`A rule still jumps to ${chain.name}.`,
				'Delete the rules that jump to it first.'
			)
		: done;
}

/** -E: jumps to the chain follow. */
export function renameChain(
	backend: Backend,
	table: TableState,
	{ chain: name, name: next }: Extract<Effect, { readonly kind: 'rename-chain' }>,
	span: Span
): Outcome {
	const chain = table.chains.get(name);
	if (!chain) return noSuchChain(name, table.name);
	if (table.named(next)) return chainExists(next, table.name);
	if (chain.policy) {
		if (backend === 'legacy')
			return refused('built-in-chain', `${name} is a built-in chain: its name is fixed.`, '');
		if (!chain.made) return noSuchChain(name, table.name);
		table.renameBuiltIn(chain, next, span);
		return done;
	}
	table.chains.delete(name);
	chain.name = next;
	table.chains.set(next, chain);
	for (const each of table.all()) {
		for (const [index, rule] of each.rules.entries()) {
			const { target } = rule;
			if ((target?.kind === 'jump' || target?.kind === 'goto') && target.chain === name) {
				const renamed: Rule = { ...rule, target: { kind: target.kind, chain: next } };
				each.set(index, renamed);
			}
		}
	}
	return done;
}

/** -P. */
export function setPolicy(
	backend: Backend,
	table: TableState,
	command: Command,
	name: string,
	policy: string,
	alone: boolean
): Outcome {
	const chain = table.chains.get(name);
	if (!chain) {
		return hooks.some((hook) => hook === name) || backend === 'nft'
			? noSuchChain(name, table.name)
			: notBuiltIn(name);
	}
	if (!chain.policy) return notBuiltIn(name);
	if (policy !== 'ACCEPT' && policy !== 'DROP') return badPolicy(policy);
	chain.setPolicy(policy, !alone && backend === 'nft');
	// iptables-nft -P ignores its -c.
	chain.counters = backend === 'legacy' ? command.counters : undefined;
	return done;
}
