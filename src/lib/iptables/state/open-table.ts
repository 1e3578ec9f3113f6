/** A dump's table between its `*name` line and COMMIT. */
import type { Command, Effect } from '../command';
import type { Backend, Family, Rule, TableName } from '../ruleset';
import { objectionTo, type Objection } from './kernel';
import { badPolicy, chainExists, done, notBuiltIn, refused, type Outcome } from './outcome';
import { ChainState, TableState } from './tables';

/** So many faults in one table are told one by one. */
const MOST_MENDS = 200;

export class OpenTable {
	readonly table: TableState;
	readonly family: Family;
	readonly #backend: Backend;
	readonly #keep: boolean;
	/** The table was there before, and stays. */
	readonly #found: boolean;
	/** The chains that the dump makes. */
	readonly #new = new Set<string>();
	/** Something but `*name` was there: only then does nft make the table. */
	#touched: boolean;
	/** The rules whose place the kernel must still be asked about. */
	readonly #unchecked = new Set<Rule>();
	/** A chain has another name, and its jumps are other rules. */
	#renamed = false;
	/** The chain that was last appended to. */
	#last: ChainState | undefined;

	/** `before` is the table as it was, or the name of one that was not there; `keep` is
	 * iptables-restore's --noflush. */
	constructor(family: Family, before: TableState | TableName, backend: Backend, keep: boolean) {
		this.family = family;
		this.#backend = backend;
		this.#keep = keep;
		this.#found = keep && typeof before !== 'string';
		this.#touched = this.#found;
		if (typeof before === 'string') this.table = new TableState(before);
		else if (keep) this.table = before.copy();
		else {
			this.table = new TableState(before.name);
			// Emptying a table leaves its policies to the dump's own lines.
			for (const chain of before.chains.values()) {
				const own = this.table.chains.get(chain.name);
				if (own && chain.policy) own.policy = backend === 'legacy' ? chain.policy : 'ACCEPT';
			}
		}
	}

	get touched(): boolean {
		return this.#touched;
	}

	/** The table as the kernel has it now. */
	settled(): TableState {
		for (const chain of this.table.chains.values()) chain.policyBefore = undefined;
		return this.table;
	}

	/** What the kernel would refuse the table for. */
	objection(): Objection | undefined {
		// Rules that were there before may be reached from other hooks now.
		const unchecked = this.#keep || this.#renamed ? undefined : this.#unchecked;
		return objectionTo(this.table, this.family, this.#backend, unchecked);
	}

	/** Takes the rules out of the table that the kernel would refuse it for. */
	mend(): readonly Objection[] {
		const found: Objection[] = [];
		while (found.length < MOST_MENDS) {
			const objection = this.objection();
			if (!objection) break;
			found.push(objection);
			const chain = this.table.chains.get(objection.chain);
			const place = chain?.rules.indexOf(objection.rule) ?? -1;
			if (place >= 0) chain?.splice(place, 1);
		}
		return found;
	}

	/** Appends a rule of a dump to the table; false when there is something to say of it. With
	 * `placed`, the kernel has to be asked about its place. */
	append(name: string, rule: Rule, placed: boolean): boolean {
		let chain = this.#last;
		if (chain?.name !== name) {
			chain = this.table.chains.get(name);
			if (!chain) return false;
			this.#last = chain;
			this.#touched = true;
			chain.made = true;
		}
		const { target } = rule;
		if (target?.kind === 'jump' || target?.kind === 'goto') {
			const to = this.table.chains.get(target.chain);
			if (!to || to.policy) return false;
		}
		chain.append(rule);
		if (placed) this.#unchecked.add(rule);
		return true;
	}

	/** Takes a line `:CHAIN POLICY`. */
	declare(command: Command, name: string, policy: string | undefined): Outcome {
		this.#touched = true;
		const { table } = this;
		const chain = table.chains.get(name);
		if (chain?.policy) {
			chain.made = true;
			if (policy === undefined) return done;
			if (policy !== 'ACCEPT' && policy !== 'DROP') return badPolicy(policy);
			chain.setPolicy(policy, this.#backend === 'nft');
			chain.counters = command.counters;
			return done;
		}
		this.#new.add(name);
		if (policy !== undefined && this.#backend === 'legacy') return notBuiltIn(name);
		if (chain) {
			if (this.#backend === 'legacy' && !this.#keep) return chainExists(name, table.name);
			chain.clear();
			return done;
		}
		table.chains.set(name, new ChainState(name, undefined));
		return done;
	}

	/** What iptables-nft makes of a command within a dump, where it is not what it does alone. */
	unlikeAlone(effect: Effect): Outcome | undefined {
		if (this.#backend !== 'nft') return undefined;
		// It flushes only a table that it found in the kernel.
		if (effect.kind === 'flush' && effect.chain === undefined && !effect.names && !this.#found)
			return done;
		if (effect.kind !== 'rename-chain' || !this.#new.has(effect.chain)) return undefined;
		return refused(
			'chain-not-there-yet',
			`The chain ${effect.chain} is made by this dump, and iptables-nft renames only what the kernel has already.`,
			'Make it with the other name.'
		);
	}

	/** Notes what a command that comes in the dump touches. */
	note(effect: Effect): void {
		this.#touched = true;
		this.#last = undefined;
		if (effect.kind === 'rename-chain') this.#renamed = true;
		if (effect.kind === 'new-chain') this.#new.add(effect.chain);
		if ('rules' in effect) for (const rule of effect.rules) this.#unchecked.add(rule);
	}
}
