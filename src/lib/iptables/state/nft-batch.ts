/**
 * What iptables-nft-restore sends to the kernel for a table, if that is not the table as the dump
 * leaves it: rules that it removes again, and counters and chains that it believes the kernel has.
 */
import type { Effect } from '../command';
import { hooks, type Family, type Rule } from '../ruleset';
import { objectionToRule, type Objection } from './kernel';
import { refused, type Outcome } from './outcome';
import type { ChainState } from './chain-state';
import type { TableState } from './table-state';

/** Commands that remove single rules from a chain. Flushed rules are never sent to the kernel. */
const removing: ReadonlySet<Effect['kind']> = new Set(['delete', 'delete-number', 'replace']);

const zeroesUnsent = {
	code: 'zero-in-dump',
	message: 'Within a dump, iptables-nft-restore fails at -Z of a rule that the dump itself makes.',
	help: 'Leave out -Z, or the counters of the rule.'
};

export class NftBatch {
	readonly #table: TableState;
	readonly #family: Family;
	/** The kernel gets the counters of the dump. */
	readonly #counters: boolean;
	/** The rules that the kernel already has, including their replacements. */
	readonly #found: Set<Rule>;
	/** Rules that the dump removes again, and what the kernel said when it got them. */
	readonly #refused = new Map<Rule, Objection>();
	readonly #asked = new Set<Rule>();
	/** By chain: what iptables-nft can't do to a rule that it has not sent yet. */
	readonly #unsent = new Map<string, Objection>();
	/** Built-in chains that -Z has named and that do not exist in the kernel. */
	readonly #zeroed = new Set<string>();
	/** Why the kernel refuses the table, whatever its rules are. */
	#fault: Outcome | undefined;

	constructor(table: TableState, family: Family, found: ReadonlySet<Rule>, counters: boolean) {
		this.#table = table;
		this.#family = family;
		this.#found = new Set(found);
		this.#counters = counters;
	}

	get fault(): Outcome | undefined {
		return this.#fault;
	}

	objection(): Objection | undefined {
		for (const refusal of this.#refused.values()) {
			const { chain, rule } = refusal;
			if (!this.#table.chains.get(chain)?.rules.includes(rule)) return refusal;
		}
		for (const unsent of this.#unsent.values()) return unsent;
		return undefined;
	}

	/** Drops an objection that has been reported. */
	forget({ chain, rule }: Objection): void {
		this.#refused.delete(rule);
		this.#unsent.delete(chain);
	}

	/** A line `:CHAIN` of a built-in chain. */
	declare(chain: string): void {
		this.#zeroed.delete(chain);
	}

	/** Records a command before it is run. The kernel has not checked the rules in `unchecked`. */
	note(effect: Effect, unchecked: ReadonlySet<Rule>): void {
		const name = 'chain' in effect ? effect.chain : undefined;
		const chain = name === undefined ? undefined : this.#table.chains.get(name);
		if (name !== undefined && !chain) return;
		if (chain && removing.has(effect.kind)) this.remove(chain, unchecked);
		const chains = chain ? [chain] : [...this.#table.chains.values()];
		switch (effect.kind) {
			case 'flush':
				for (const each of chains) this.#unsent.delete(each.name);
				break;
			case 'replace': {
				const old = chain?.rules[effect.position - 1];
				if (old && this.#found.has(old)) for (const rule of effect.rules) this.#found.add(rule);
				break;
			}
			case 'zero':
			case 'zero-number':
				for (const each of chains) this.#zero(each, effect);
				return;
			case 'delete-chain':
				this.#delete(chains);
				return;
			default:
		}
		if (name !== undefined) this.#zeroed.delete(name);
	}

	/** Checks rules that are about to be removed: they are sent to the kernel before their removal. */
	remove(chain: ChainState, unchecked: ReadonlySet<Rule>): void {
		if (unchecked.size === 0) return;
		const own = new Set(hooks.filter((hook) => chain.policy && hook === chain.name));
		for (const rule of chain.rules) {
			if (!unchecked.has(rule) || this.#asked.has(rule)) continue;
			this.#asked.add(rule);
			const complaint = objectionToRule(this.#table, this.#family, 'nft', chain.name, rule, own);
			if (complaint) this.#refused.set(rule, { ...complaint, chain: chain.name, rule });
		}
	}

	/** iptables-nft can't reset the counters of a rule that it has not sent: it asks the kernel to
	 * replace a rule without a handle, or with a number it crashes. From then on it believes that a
	 * built-in chain exists. */
	#zero(chain: ChainState, effect: Effect): void {
		const number = effect.kind === 'zero-number' ? effect.position : undefined;
		const rule = chain.rules.find(
			(each, index) =>
				!this.#found.has(each) &&
				(number === undefined ? this.#counters && each.counters : index === number - 1)
		);
		if (rule) this.#unsent.set(chain.name, { ...zeroesUnsent, chain: chain.name, rule });
		if (number === undefined && chain.policy && !chain.made) this.#zeroed.add(chain.name);
	}

	/** It asks the kernel to delete a built-in chain that it believes to exist. */
	#delete(chains: readonly ChainState[]): void {
		const chain = chains.find(({ name }) => this.#zeroed.has(name));
		if (!chain) return;
		this.#fault ??= refused(
			'chain-not-made',
			`After -Z, iptables-nft asks the kernel to delete ${chain.name}, which the kernel has not made: it refuses the table.`,
			'Leave out -Z, which does nothing to counters of a dump, or -X.'
		);
	}
}
