/**
 * The rule sets of both families while commands run: what each command does to them, and which
 * ones they refuse, as user space and kernel of the back end do.
 */
import type { Command, Effect } from '../command';
import type { Complaint } from '../extension';
import type { Backend, Family, Hook, Rule, RuleSet } from '../ruleset';
import { objectionTo, objectionToRule, type Objection } from './kernel';
import {
	deleteChain,
	flushChains,
	lookAt,
	removeRules,
	renameChain,
	setPolicy
} from './chain-commands';
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
import { reachOf } from './reach';
import { ChainState, FamilyState, TableState } from './tables';

export interface RuleSets {
	readonly ipv4: RuleSet;
	readonly ipv6: RuleSet;
}

/** A dump's table between its `*name` line and COMMIT. */
interface OpenTable {
	readonly table: TableState;
	readonly family: Family;
	readonly keep: boolean;
	/** Something but `*name` was there: only then does nft make the table. */
	touched: boolean;
	/** The rules whose place the kernel must still be asked about. */
	readonly unchecked: Set<Rule>;
	/** A chain has another name, and its jumps are other rules. */
	renamed: boolean;
	/** The chain that was last appended to. */
	last: ChainState | undefined;
}

/** So many faults in one table are told one by one. */
const MOST_MENDS = 200;
const noHooks: ReadonlySet<Hook> = new Set();

type RuleEffect = Extract<Effect, { readonly rules: readonly Rule[] }>;

function isJump(rule: Rule): boolean {
	return rule.target?.kind === 'jump' || rule.target?.kind === 'goto';
}

export class Machine {
	readonly #backend: Backend;
	readonly #families: { readonly ipv4: FamilyState; readonly ipv6: FamilyState };
	#open: OpenTable | undefined;
	/** Which hooks reach which chains of a table, kept while no jump changes. */
	#reach = new WeakMap<TableState, ReadonlyMap<string, ReadonlySet<Hook>>>();

	constructor(backend: Backend, start?: RuleSets) {
		this.#backend = backend;
		this.#families = {
			ipv4: start ? FamilyState.of(start.ipv4) : new FamilyState('ipv4', backend),
			ipv6: start ? FamilyState.of(start.ipv6) : new FamilyState('ipv6', backend)
		};
	}

	ruleSets(): RuleSets {
		return { ipv4: this.#families.ipv4.freeze(), ipv6: this.#families.ipv6.freeze() };
	}

	/** A table that was begun and not committed is forgotten, as iptables-restore does. */
	abandon(): void {
		this.#open = undefined;
	}

	get midTable(): boolean {
		return this.#open !== undefined;
	}

	run(command: Command): Outcome {
		const { effect } = command;
		switch (effect.kind) {
			case 'nothing':
				return done;
			case 'begin-table':
				return this.#begin(command, effect.keep);
			case 'commit':
				return this.#commit();
			case 'declare-chain':
				return this.#declare(command, effect.chain, effect.policy);
			default:
				return this.#open ? this.#inDump(this.#open, command) : this.#alone(command);
		}
	}

	#begin({ family, table }: Command, keep: boolean): Outcome {
		const { tables } = this.#families[family];
		const before = tables.get(table);
		// Legacy makes the table when it is first asked for, whatever becomes of the dump.
		if (!before && this.#backend === 'legacy') tables.set(table, new TableState(table));
		this.#open = {
			table: keep && before ? before.copy() : new TableState(table),
			family,
			keep,
			touched: keep && before !== undefined,
			unchecked: new Set(),
			renamed: false,
			last: undefined
		};
		if (!keep && before) {
			// Emptying a table leaves its policies to the dump's own lines.
			for (const chain of before.chains.values()) {
				const own = this.#open.table.chains.get(chain.name);
				if (own && chain.policy) own.policy = this.#backend === 'legacy' ? chain.policy : 'ACCEPT';
			}
		}
		return done;
	}

	#commit(): Outcome {
		const open = this.#open;
		this.#open = undefined;
		if (!open) return refused('no-table', 'COMMIT without a table.', 'Begin with *filter.');
		const family = this.#families[open.family];
		const objection = this.#objectionTo(open);
		if (objection) return { ok: false, ...objection };
		if (this.#backend === 'nft' && !open.touched) family.tables.delete(open.table.name);
		else family.tables.set(open.table.name, open.table);
		return done;
	}

	#objectionTo(open: OpenTable): Objection | undefined {
		// Rules that were there before may be reached from other hooks now.
		const unchecked = open.keep || open.renamed ? undefined : open.unchecked;
		return objectionTo(open.table, open.family, this.#backend, unchecked);
	}

	/** Takes the rules out of the open table that the kernel would refuse it for. */
	mend(): readonly Objection[] {
		const found: Objection[] = [];
		const open = this.#open;
		while (open && found.length < MOST_MENDS) {
			const objection = this.#objectionTo(open);
			if (!objection) break;
			found.push(objection);
			const chain = open.table.chains.get(objection.chain);
			const place = chain?.rules.indexOf(objection.rule) ?? -1;
			if (place >= 0) chain?.splice(place, 1);
		}
		return found;
	}

	/** Appends a rule of a dump to the open table; false when there is something to say of it. With
	 * `placed`, the kernel has to be asked about its place. */
	appendSaved(name: string, rule: Rule, placed: boolean): boolean {
		const open = this.#open;
		if (!open) return false;
		let chain = open.last;
		if (chain?.name !== name) {
			chain = open.table.chains.get(name);
			if (!chain) return false;
			open.last = chain;
			open.touched = true;
			chain.made = true;
		}
		const { target } = rule;
		if (target?.kind === 'jump' || target?.kind === 'goto') {
			const to = open.table.chains.get(target.chain);
			if (!to || to.policy) return false;
		}
		chain.append(rule);
		if (placed) open.unchecked.add(rule);
		return true;
	}

	#declare(command: Command, name: string, policy: string | undefined): Outcome {
		const open = this.#open;
		if (!open) {
			return refused('no-table', 'A chain outside of a table.', 'Begin with *filter.');
		}
		open.touched = true;
		const { table } = open;
		const chain = table.chains.get(name);
		if (chain?.policy) {
			chain.made = true;
			if (policy === undefined) return done;
			if (policy !== 'ACCEPT' && policy !== 'DROP') return badPolicy(policy);
			chain.policy = policy;
			chain.counters = command.counters;
			return done;
		}
		if (policy !== undefined && this.#backend === 'legacy') return notBuiltIn(name);
		if (chain) {
			if (this.#backend === 'legacy' && !open.keep) return chainExists(name, table.name);
			chain.clear();
			return done;
		}
		table.chains.set(name, new ChainState(name, undefined));
		return done;
	}

	#inDump(open: OpenTable, command: Command): Outcome {
		open.touched = true;
		open.last = undefined;
		const { effect } = command;
		if (effect.kind === 'rename-chain') open.renamed = true;
		if ('rules' in effect) for (const rule of effect.rules) open.unchecked.add(rule);
		return this.#change(open.table, command, false);
	}

	/** A command of its own: the kernel is asked at once, and nothing changes when it refuses. */
	#alone(command: Command): Outcome {
		const family = this.#families[command.family];
		const before = family.tables.get(command.table);
		const table = before ?? new TableState(command.table);
		// Legacy makes the table when it is first asked for; nft when something is put into it.
		if (!before && this.#backend === 'legacy') family.tables.set(table.name, table);
		const outcome = this.#change(table, command, true);
		if (outcome.ok && !before && this.#backend === 'nft' && creates(command.effect)) {
			family.tables.set(table.name, table);
		}
		return outcome;
	}

	#change(table: TableState, command: Command, alone: boolean): Outcome {
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
			case 'zero':
				return lookAt(this.#backend, table, effect);
			case 'flush':
				this.#forget(table);
				return flushChains(table, effect.chain);
			case 'new-chain':
				if (table.chains.has(effect.chain)) return chainExists(effect.chain, table.name);
				table.chains.set(effect.chain, new ChainState(effect.chain, undefined));
				return done;
			case 'delete-chain':
				return deleteChain(this.#backend, table, effect.chain);
			case 'rename-chain':
				this.#forget(table);
				return renameChain(table, effect.chain, effect.name);
			case 'policy':
				return setPolicy(this.#backend, table, command, effect.chain, effect.policy);
			case 'nothing':
			case 'begin-table':
			case 'declare-chain':
			case 'commit':
				return done;
		}
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

	#put(
		table: TableState,
		command: Command,
		effect: Extract<RuleEffect, { readonly kind: 'append' | 'insert' | 'replace' }>,
		alone: boolean
	): Outcome {
		const chain = table.chains.get(effect.chain);
		const [rule] = effect.rules;
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
					`${target.chain} is a built-in chain: a rule can't jump there.`,
					'Jump to a chain of your own.'
				);
			}
		}
		if (!chain) return noSuchChain(effect.chain, table.name);
		if (effect.kind === 'insert' && effect.position > chain.length + 1) {
			return refused(
				'position-too-big',
				`${effect.chain} has ${count(chain.length)}: position ${effect.position} is beyond its end.`,
				`Use -A to add at the end, or a position up to ${chain.length + 1}.`
			);
		}
		if (effect.kind === 'replace') {
			if (effect.rules.length > 1) {
				return refused(
					'replacement-not-one',
					'-R puts one rule in the place of one; this stands for several.',
					'Name one source and one destination.'
				);
			}
			if (effect.position > chain.length) return noSuchRule(effect.chain, chain.length);
		}
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
		{ chain, rules }: RuleEffect,
		place: number
	): Complaint | undefined {
		// Legacy does not look behind a rule that decides about everything.
		const decided = table.chains.get(chain)?.jumps().decided ?? -1;
		const unseen = this.#backend === 'legacy' && decided >= 0 && place > decided;
		const reach = unseen ? noHooks : this.#hooksOf(table, chain);
		for (const rule of rules) {
			const complaint = objectionToRule(table, command.family, this.#backend, chain, rule, reach);
			if (complaint) return complaint;
		}
		return undefined;
	}

	#place(chain: ChainState, effect: RuleEffect, place: number): void {
		if (effect.kind === 'append') for (const rule of effect.rules) chain.append(rule);
		else if (effect.kind === 'replace') for (const rule of effect.rules) chain.set(place, rule);
		// Each rule of an address list goes to the same position, so the last comes first.
		else chain.splice(place, 0, ...[...effect.rules].reverse());
	}
}

function creates({ kind }: Effect): boolean {
	return kind === 'append' || kind === 'insert' || kind === 'new-chain' || kind === 'policy';
}
