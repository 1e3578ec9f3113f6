/** A dump's table between its `*name` line and COMMIT. */
import type { Command, Effect } from '../command';
import { hooks, type Backend, type Family, type Rule, type TableName } from '../ruleset';
import { objectionTo, objectionToRule, type Objection } from './kernel';
import { badPolicy, chainExists, done, notBuiltIn, refused, type Outcome } from './outcome';
import { ChainState, TableState } from './tables';

/** So many faults in one table are told one by one. */
const MOST_MENDS = 200;

/** What takes single rules out of a chain. Those that are flushed are never sent to the kernel. */
const removing: ReadonlySet<Effect['kind']> = new Set(['delete', 'delete-number', 'replace']);

/** Whether a table stays away that is not there: what takes something out of it makes none. */
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

const zeroesUnsent = {
	code: 'zero-in-dump',
	message: 'Within a dump, iptables-nft-restore fails at -Z of a rule that the dump itself makes.',
	help: 'Leave out -Z, or the counters of the rule.'
};

export class OpenTable {
	readonly table: TableState;
	readonly family: Family;
	readonly #backend: Backend;
	readonly #keep: boolean;
	readonly #counters: boolean;
	/** The table was there before, and stays. */
	readonly #wasThere: boolean;
	/** The chains that the dump makes. */
	readonly #new = new Set<string>();
	/** Its rules, where they stay. */
	readonly #before: TableState | undefined;
	/** Built-in chains whose counters the dump gives. */
	readonly #counted = new Set<string>();
	/** Something but `*name` was there: only then does nft make the table. */
	#touched: boolean;
	/** The rules whose place the kernel must still be asked about. */
	readonly #unchecked = new Set<Rule>();
	/** Rules are not the same objects any more: a chain has another name, or counters are zero. */
	#replaced = false;
	/** Rules that the dump removes again, and what the kernel said when it got them. */
	readonly #refused = new Map<Rule, Objection>();
	readonly #asked = new Set<Rule>();
	/** Rules that were put in the place of those before: the kernel knows them. */
	readonly #inPlace = new Set<Rule>();
	/** By chain: what iptables-nft can't do to a rule that it has not sent yet. */
	readonly #unsent = new Map<string, Objection>();
	/** Built-in chains that the kernel has not made, and -Z has named. */
	readonly #zeroed = new Set<string>();
	/** What the kernel refuses the table for, whatever its rules are. */
	#fault: Outcome | undefined;
	/** The chain that was last appended to. */
	#last: ChainState | undefined;

	/** `before` is the table as it was, or the name of one that was not there; `keep` and `counters` are
	 * iptables-restore's --noflush and --counters. */
	constructor(
		family: Family,
		before: TableState | TableName,
		backend: Backend,
		{ keep, counters }: { readonly keep: boolean; readonly counters: boolean }
	) {
		this.family = family;
		this.#counters = counters;
		this.#backend = backend;
		this.#keep = keep;
		this.#wasThere = keep && typeof before !== 'string';
		this.#touched = this.#wasThere;
		this.#before = keep && typeof before !== 'string' ? before : undefined;
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

	get fault(): Outcome | undefined {
		return this.#fault;
	}

	/** What the kernel would refuse the table for. */
	objection(): Objection | undefined {
		for (const refusal of this.#refused.values()) {
			const { chain, rule } = refusal;
			if (!this.table.chains.get(chain)?.rules.includes(rule)) return refusal;
		}
		for (const unsent of this.#unsent.values()) return unsent;
		// Rules that were there before may be reached from other hooks now.
		const unchecked = this.#keep || this.#replaced ? undefined : this.#unchecked;
		return objectionTo(this.table, this.family, this.#backend, unchecked);
	}

	/** Takes the rules out of the table that the kernel would refuse it for. */
	mend(): readonly Objection[] {
		const found: Objection[] = [];
		while (found.length < MOST_MENDS) {
			const objection = this.objection();
			if (!objection) break;
			found.push(objection);
			this.#refused.delete(objection.rule);
			this.#unsent.delete(objection.chain);
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
			this.#zeroed.delete(name);
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
		if (chain) {
			if (this.#backend === 'legacy' && !this.#keep) return chainExists(name, table.name);
			this.#ask(chain);
			chain.clear();
			return done;
		}
		table.chains.set(name, new ChainState(name, undefined));
		return done;
	}

	/** What a command within a dump comes to, where it is not what it does alone. */
	unlikeAlone(effect: Effect): Outcome | undefined {
		if (this.#backend === 'legacy')
			return effect.kind === 'zero' || effect.kind === 'zero-number'
				? this.#zeroFound(effect)
				: undefined;
		// It flushes only a table that it found in the kernel.
		if (effect.kind === 'flush' && effect.chain === undefined && !effect.names && !this.#wasThere)
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
		if (!makesNothing(effect)) this.#touched = true;
		if (removing.has(effect.kind) && 'chain' in effect) {
			const chain = effect.chain === undefined ? undefined : this.table.chains.get(effect.chain);
			if (chain) this.#ask(chain);
		}
		this.#last = undefined;
		if (/^(rename-chain|zero|zero-number)$/.test(effect.kind)) this.#replaced = true;
		if (effect.kind === 'new-chain') this.#new.add(effect.chain);
		if ('rules' in effect) for (const rule of effect.rules) this.#unchecked.add(rule);
		if (this.#backend === 'nft') {
			this.#noteUnsent(effect);
			this.#noteZeroed(effect);
		}
	}

	/** iptables-legacy zeroes what it found in the kernel, and leaves the counters that the dump gives:
	 * iptc_zero_entries in libiptc.c. Undefined where the chain or rule is not there. */
	#zeroFound(effect: Extract<Effect, { readonly kind: 'zero' | 'zero-number' }>) {
		const { table } = this;
		const named = effect.chain === undefined ? undefined : table.chains.get(effect.chain);
		if (effect.chain !== undefined && !named) return undefined;
		const position = effect.kind === 'zero-number' ? effect.position : undefined;
		if (named && position !== undefined && position > named.length) return undefined;
		const found = this.#found();
		for (const chain of named ? [named] : table.chains.values()) {
			for (const [index, rule] of chain.rules.entries())
				if (found.has(rule) && (position === undefined || position === index + 1))
					chain.zeroRule(index);
			if (position === undefined && !this.#counted.has(chain.name)) chain.counters = undefined;
		}
		return done;
	}

	/** The rules that the kernel has already. */
	#found(): ReadonlySet<Rule> {
		const before = [...(this.#before?.chains.values() ?? [])].flatMap(({ rules }) => rules);
		return new Set([...before, ...this.#inPlace]);
	}

	/** Of a rule that it has not sent, iptables-nft can't take counters away: it asks the kernel to
	 * replace a rule without a handle, or with a number it crashes. */
	#noteUnsent(effect: Effect): void {
		if (effect.kind === 'flush' && effect.chain === undefined) this.#unsent.clear();
		if (!('chain' in effect) && effect.kind !== 'zero') return;
		const named = effect.chain === undefined ? undefined : this.table.chains.get(effect.chain);
		if (effect.kind === 'flush' && named) this.#unsent.delete(named.name);
		if (effect.kind === 'replace') {
			const old = named?.rules[effect.position - 1];
			if (old && this.#found().has(old)) for (const rule of effect.rules) this.#inPlace.add(rule);
		}
		if (effect.kind !== 'zero' && effect.kind !== 'zero-number') return;
		const found = this.#found();
		for (const chain of named ? [named] : this.table.chains.values()) {
			const rule = chain.rules.find((each, index) =>
				effect.kind === 'zero-number'
					? index === effect.position - 1 && !found.has(each)
					: this.#counters && each.counters !== undefined && !found.has(each)
			);
			if (rule) this.#unsent.set(chain.name, { ...zeroesUnsent, chain: chain.name, rule });
		}
	}

	/** iptables-nft sends the kernel a rule before it sends that it is removed. */
	#ask(chain: ChainState): void {
		if (this.#backend === 'legacy' || this.#unchecked.size === 0) return;
		const own = new Set(hooks.filter((hook) => chain.policy && hook === chain.name));
		for (const rule of chain.rules) {
			if (!this.#unchecked.has(rule) || this.#asked.has(rule)) continue;
			this.#asked.add(rule);
			const { table, family } = this;
			const complaint = objectionToRule(table, family, 'nft', chain.name, rule, own);
			if (complaint) this.#refused.set(rule, { ...complaint, chain: chain.name, rule });
		}
	}

	/** From -Z on, iptables-nft takes a built-in chain for made; told to delete it, it asks the kernel. */
	#noteZeroed(effect: Effect): void {
		const { chain: name } = 'chain' in effect ? effect : { chain: undefined };
		if (effect.kind === 'zero') {
			for (const chain of this.table.chains.values())
				if (chain.policy && !chain.made && (name === undefined || name === chain.name))
					this.#zeroed.add(chain.name);
		} else if (effect.kind === 'delete-chain') {
			const found = [...this.#zeroed].find((each) => name === undefined || name === each);
			if (found === undefined) return;
			this.#fault ??= refused(
				'chain-not-made',
				`After -Z, iptables-nft asks the kernel to delete ${found}, which the kernel has not made: it refuses the table.`,
				'Leave out -Z, which does nothing to counters of a dump, or -X.'
			);
		} else if (name !== undefined) this.#zeroed.delete(name);
	}
}
