/** A dump's table between its `*name` line and COMMIT. */
import type { Span } from '$lib/net';
import type { Command, Effect } from '../command';
import type { Backend, Family, Rule, TableName } from '../ruleset';
import { deleteChain, flushChains } from './chain-commands';
import { objectionTo, type Objection } from './kernel';
import { NftBatch } from './nft-batch';
import { badPolicy, chainExists, done, notBuiltIn, refused, type Outcome } from './outcome';
import { ChainState } from './chain-state';
import { TableState } from './table-state';

type BeginTable = Extract<Effect, { readonly kind: 'begin-table' }>;
type Renaming = Extract<Effect, { readonly kind: 'rename-chain' }>;

/** This many faults in one table are reported one by one. */
const MOST_REFUSED = 200;

/** Whether a command leaves a missing table missing: one that removes something creates none. */
function makesNothing(effect: Effect): boolean {
	switch (effect.kind) {
		case 'zero':
		case 'zero-number':
		case 'list':
		case 'list-rules':
			return true;
		case 'flush':
			return effect.chain === undefined && effect.names !== true;
		case 'delete-chain':
			return effect.chain === undefined;
		default:
			return false;
	}
}

/** What iptables-nft-restore -v does with a table first. */
function emptyChains(table: TableState): void {
	flushChains(table, undefined, true);
	deleteChain('nft', table, undefined);
}

export class OpenTable {
	readonly table: TableState;
	readonly family: Family;
	readonly #backend: Backend;
	readonly #keep: boolean;
	/** The table was there before, and stays. */
	readonly #wasThere: boolean;
	/** The chains that the dump creates. */
	readonly #new = new Set<string>();
	/** Its earlier rules, if they stay. */
	readonly #found: ReadonlySet<Rule>;
	/** Built-in chains whose counters the dump gives. */
	readonly #counted = new Set<string>();
	/** There was more than `*name`: only then does nft create the table. */
	#touched: boolean;
	/** The rules whose place the kernel must still check. */
	readonly #unchecked = new Set<Rule>();
	/** Rule objects have been replaced: a chain was renamed, or counters were reset. */
	#replaced = false;
	/** What iptables-nft sends besides the final table. */
	readonly #batch: NftBatch | undefined;
	/** Built-in chains that the kernel has. */
	readonly #base: ReadonlySet<string>;
	/** Built-in chains that nft renames at the very end. */
	readonly #renamings = new Map<string, { readonly name: string; readonly span: Span }>();
	/** The chain that was last appended to. */
	#last: ChainState | undefined;

	/** `before` is the table as it was, or the name of one that did not exist. */
	constructor(
		family: Family,
		before: TableState | TableName,
		backend: Backend,
		{ keep, counters = false, chainwise = false }: BeginTable
	) {
		this.family = family;
		this.#backend = backend;
		this.#keep = keep;
		const stays = keep || (chainwise && backend === 'nft');
		this.#wasThere = stays && typeof before !== 'string';
		this.#touched = this.#wasThere || (stays && !keep);
		if (typeof before === 'string') this.table = new TableState(before);
		else if (stays) {
			this.table = before.copy();
			if (!keep) emptyChains(this.table);
		} else {
			this.table = new TableState(before.name);
			// Emptying a table leaves its policies and their counters to the dump's own lines.
			if (backend === 'legacy')
				for (const chain of before.chains.values()) {
					const own = this.table.chains.get(chain.name);
					if (!own || !chain.policy) continue;
					own.policy = chain.policy;
					own.counters = chain.counters;
				}
		}
		const found = this.#wasThere ? [...this.table.chains.values()] : [];
		this.#found = new Set(found.flatMap(({ rules }) => rules));
		this.#base = new Set(found.flatMap(({ name, policy, made }) => (policy && made ? [name] : [])));
		if (backend === 'nft') this.#batch = new NftBatch(this.table, family, this.#found, counters);
	}

	get touched(): boolean {
		return this.#touched;
	}

	/** The table as the kernel has it now. */
	settled(): TableState {
		for (const chain of this.table.chains.values()) chain.policyBefore = undefined;
		for (const [before, { name, span }] of this.#renamings) {
			const chain = this.table.chains.get(before);
			if (chain?.made) this.table.renameBuiltIn(chain, name, span);
		}
		return this.table;
	}

	get fault(): Outcome | undefined {
		return this.#batch?.fault;
	}

	/** The kernel's objection to the table. */
	objection(): Objection | undefined {
		const unsent = this.#batch?.objection();
		if (unsent) return unsent;
		// Earlier rules may now be reached from other hooks.
		const unchecked = this.#keep || this.#replaced ? undefined : this.#unchecked;
		return objectionTo(this.table, this.family, this.#backend, unchecked);
	}

	/** Removes the rules for which the kernel would refuse the table, or replaces them by others that
	 * it accepts. */
	removeRefused(instead?: (objection: Objection) => Rule): readonly Objection[] {
		const found: Objection[] = [];
		while (found.length < MOST_REFUSED) {
			const objection = this.objection();
			if (!objection) break;
			found.push(objection);
			this.#batch?.forget(objection);
			const chain = this.table.named(objection.chain);
			const place = chain?.rules.indexOf(objection.rule) ?? -1;
			if (place >= 0) chain?.splice(place, 1, ...(instead ? [instead(objection)] : []));
		}
		return found;
	}

	/** Appends a rule of a dump to the table; false if there is a complaint. With
	 * `placed`, the kernel has to check its place. */
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

	/** Processes a line `:CHAIN POLICY`. */
	declare(command: Command, name: string, policy: string | undefined): Outcome {
		this.#touched = true;
		const { table } = this;
		const chain = table.chains.get(name);
		if (chain?.policy) {
			chain.made = true;
			this.#batch?.declare(name);
			this.#counted.add(name);
			if (policy === undefined) {
				if (this.#backend === 'nft') chain.counters = command.counters;
				return done;
			}
			if (policy !== 'ACCEPT' && policy !== 'DROP') return badPolicy(policy);
			chain.setPolicy(policy, this.#backend === 'nft');
			chain.counters = command.counters;
			return done;
		}
		this.#new.add(name);
		if (policy !== undefined && this.#backend === 'legacy') return notBuiltIn(name);
		if (!chain && table.named(name)) return chainExists(name, table.name);
		if (chain) {
			if (this.#backend === 'legacy' && !this.#keep) return chainExists(name, table.name);
			this.#batch?.remove(chain, this.#unchecked);
			chain.clear();
			return done;
		}
		table.chains.set(name, new ChainState(name, undefined));
		return done;
	}

	/** The outcome of a command within a dump, if it differs from its outcome on its own. */
	unlikeAlone({ effect, span }: Command): Outcome | undefined {
		if (this.#backend === 'legacy')
			return effect.kind === 'zero' || effect.kind === 'zero-number'
				? this.#zeroFound(effect)
				: undefined;
		// It flushes only a table that it found in the kernel.
		if (effect.kind === 'flush' && effect.chain === undefined && !effect.names && !this.#wasThere)
			return done;
		return effect.kind === 'rename-chain' ? this.#rename(effect, span) : undefined;
	}

	/** -E in nft: undefined if it acts as on its own. The dump's own lines continue with the old name
	 * of a built-in chain. */
	#rename({ chain, name }: Renaming, span: Span): Outcome | undefined {
		const builtIn = this.table.chains.get(chain)?.policy !== undefined;
		if (!builtIn && !this.#new.has(chain)) return undefined;
		if (builtIn && (!this.table.chains.get(chain)?.made || this.table.named(name)))
			return undefined;
		if (!builtIn || !this.#base.has(chain)) {
			return refused(
				'chain-not-there-yet',
				`The chain ${chain} is made by this dump, and iptables-nft renames only what the kernel has already.`,
				builtIn ? 'Built-in chains keep their names.' : 'Make it with the other name.'
			);
		}
		this.#renamings.set(chain, { name, span });
		return done;
	}

	/** Records what a command in the dump touches. */
	note(effect: Effect): void {
		if (!makesNothing(effect)) this.#touched = true;
		this.#batch?.note(effect, this.#unchecked);
		this.#last = undefined;
		if (/^(rename-chain|zero|zero-number)$/.test(effect.kind)) this.#replaced = true;
		if (effect.kind === 'new-chain') this.#new.add(effect.chain);
		if ('rules' in effect) for (const rule of effect.rules) this.#unchecked.add(rule);
	}

	/** iptables-legacy zeroes what it found in the kernel, and leaves the counters that the dump gives:
	 * iptc_zero_entries in libiptc.c. Undefined if the chain or rule does not exist. */
	#zeroFound(effect: Extract<Effect, { readonly kind: 'zero' | 'zero-number' }>) {
		const { table } = this;
		const named = effect.chain === undefined ? undefined : table.chains.get(effect.chain);
		if (effect.chain !== undefined && !named) return undefined;
		const position = effect.kind === 'zero-number' ? effect.position : undefined;
		if (named && position !== undefined && position > named.length) return undefined;
		for (const chain of named ? [named] : table.chains.values()) {
			for (const [index, rule] of chain.rules.entries())
				if (this.#found.has(rule) && (position === undefined || position === index + 1))
					chain.zeroRule(index);
			if (position === undefined && !this.#counted.has(chain.name)) chain.counters = undefined;
		}
		return done;
	}
}
