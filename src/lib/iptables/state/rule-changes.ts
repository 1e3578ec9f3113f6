/** Changes of one table by commands, and the kernel's answer to each that comes on its own. */
import type { Command } from '../command';
import type { Complaint } from '../extension';
import type { Backend, Hook, Release, Rule } from '../ruleset';
import {
	deleteChain,
	flushChains,
	lookAt,
	removeRules,
	renameChain,
	setPolicy,
	zeroChains,
	zeroRule
} from './chain-commands';
import { objectionTo, objectionToRule } from './kernel';
import { chainExists, done, noSuchChain, noSuchRule, type Outcome } from './outcome';
import { reachOf } from './reach';
import { positionRefusal, replacementNotOne, targetRefusal, type PutEffect } from './refusals';
import { ChainState } from './chain-state';
import type { TableState } from './table-state';

const noHooks: ReadonlySet<Hook> = new Set();

function isJump(rule: Rule): boolean {
	return rule.target?.kind === 'jump' || rule.target?.kind === 'goto';
}

export class RuleChanges {
	readonly #backend: Backend;
	readonly #release: Release;
	/** Which hooks reach which chains of a table, kept while no jump changes. */
	#reach = new WeakMap<TableState, ReadonlyMap<string, ReadonlySet<Hook>>>();

	constructor(backend: Backend, release: Release) {
		this.#backend = backend;
		this.#release = release;
	}

	/** Carries out a command; one that comes `alone` is undone if the kernel refuses it. */
	change(table: TableState, command: Command, alone: boolean): Outcome {
		const { effect } = command;
		switch (effect.kind) {
			case 'append':
			case 'insert':
			case 'replace':
				return this.#put(table, command, effect, alone);
			case 'delete':
			case 'check':
				this.#forget(table);
				return removeRules(this.#backend, table, command, effect);
			case 'delete-number': {
				const chain = table.chains.get(effect.chain);
				if (!chain) return noSuchChain(effect.chain, table.name);
				if (effect.position > chain.length) return noSuchRule(effect.chain, chain.length);
				chain.splice(effect.position - 1, 1);
				this.#forget(table);
				return done;
			}
			case 'list':
			case 'list-rules':
				return lookAt(table, effect.chain);
			case 'zero':
				return this.#zero(table, effect.chain);
			case 'zero-number':
				return zeroRule(table, effect.chain, effect.position);
			case 'flush':
				this.#forget(table);
				return flushChains(table, effect.chain, effect.names ?? false);
			case 'new-chain':
				if (table.named(effect.chain)) return chainExists(effect.chain, table.name);
				table.chains.set(effect.chain, new ChainState(effect.chain, undefined));
				return done;
			case 'delete-chain':
				return deleteChain(this.#backend, table, effect.chain);
			case 'rename-chain':
				this.#forget(table);
				return renameChain(this.#backend, table, effect, command.span);
			case 'policy':
				return setPolicy(this.#backend, table, command, effect.chain, effect.policy, alone);
			case 'nothing':
			case 'begin-table':
			case 'declare-chain':
			case 'commit':
				return done;
		}
	}

	/** 1.8.9 does not see built-in chains that nft has not created. */
	#zero(table: TableState, name: string | undefined): Outcome {
		const unseen = this.#release === '1.8.9' && this.#backend === 'nft';
		if (unseen && name !== undefined && table.chains.get(name)?.made === false)
			return noSuchChain(name, table.name);
		return zeroChains(table, name);
	}

	#forget(table: TableState): void {
		this.#reach.delete(table);
	}

	#hooksOf(table: TableState, chain: string): ReadonlySet<Hook> {
		let reach = this.#reach.get(table);
		if (!reach) {
			reach = reachOf(table, this.#backend).hooks;
			this.#reach.set(table, reach);
		}
		return reach.get(chain) ?? noHooks;
	}

	#put(table: TableState, command: Command, given: PutEffect, alone: boolean): Outcome {
		const several = given.kind === 'replace' && given.rules.length > 1;
		if (several && this.#release === '1.8.9') return replacementNotOne;
		const effect = several ? { ...given, rules: given.rules.slice(0, 1) } : given;
		const refusal = targetRefusal(table, effect.rules[0]);
		if (refusal) return refusal;
		const chain = table.chains.get(effect.chain);
		if (!chain) return noSuchChain(effect.chain, table.name);
		const misplaced = positionRefusal(chain, effect);
		if (misplaced) return misplaced;
		const { made } = chain;
		chain.made = true;
		const place = effect.kind === 'append' ? chain.length : effect.position - 1;
		const before = effect.kind === 'replace' ? chain.rules[place] : undefined;
		this.#place(chain, effect, place);
		const jumps = effect.rules.some(isJump) || (before !== undefined && isJump(before));
		if (jumps) this.#forget(table);
		if (!alone) return done;
		const objection = jumps
			? objectionTo(table, command.family, this.#backend)
			: this.#objectionToRules(table, command, effect, place);
		if (!objection) return done;
		if (before) chain.set(place, before);
		else chain.splice(place, effect.rules.length);
		chain.made = made;
		this.#forget(table);
		return { ok: false, ...objection };
	}

	#objectionToRules(
		table: TableState,
		command: Command,
		{ chain, rules }: PutEffect,
		place: number
	): Complaint | undefined {
		// Legacy does not look past a rule that decides on every packet.
		const decided = table.chains.get(chain)?.jumps().decided ?? -1;
		const unseen = this.#backend === 'legacy' && decided >= 0 && place > decided;
		const reach = unseen ? noHooks : this.#hooksOf(table, chain);
		for (const rule of rules) {
			const complaint = objectionToRule(table, command.family, this.#backend, chain, rule, reach);
			if (complaint) return complaint;
		}
		return undefined;
	}

	#place(chain: ChainState, effect: PutEffect, place: number): void {
		if (effect.kind === 'append') for (const rule of effect.rules) chain.append(rule);
		else if (effect.kind === 'replace') for (const rule of effect.rules) chain.set(place, rule);
		// Each rule of an address list goes to the same position, so the last comes first.
		else chain.splice(place, 0, ...[...effect.rules].reverse());
	}
}
