/** A table while commands change it. */
import type { Span } from '$lib/net';
import {
	builtInChains,
	hooks,
	type Backend,
	type Chain,
	type Hook,
	type RenamedChain,
	type Table,
	type TableName
} from '../ruleset';
import { ChainState } from './chain-state';

/** A built-in chain that -E has renamed: see RenamedChain. */
interface RenamedState {
	readonly chain: ChainState;
	readonly hook: Hook;
	readonly renamedBy: Span;
}

export class TableState {
	readonly name: TableName;
	/** The chains that iptables sees. */
	readonly chains = new Map<string, ChainState>();
	/** The last renamed first. */
	#renamed: readonly RenamedState[] = [];

	constructor(name: TableName) {
		this.name = name;
		for (const chain of builtInChains[name]) {
			this.chains.set(chain, new ChainState(chain, 'ACCEPT'));
		}
	}

	isBuiltIn(chain: string): boolean {
		return builtInChains[this.name].some((each) => each === chain);
	}

	/** All chains in the kernel. */
	*all(): Generator<ChainState> {
		yield* this.chains.values();
		for (const { chain } of this.#renamed) yield chain;
	}

	/** The kernel's chain with this name. */
	named(name: string): ChainState | undefined {
		return this.chains.get(name) ?? this.#renamed.find(({ chain }) => chain.name === name)?.chain;
	}

	/** The chains where packets enter, and their hooks. */
	*bases(): Generator<{ readonly chain: ChainState; readonly hook: Hook }> {
		for (const hook of hooks) {
			const chain = this.chains.get(hook);
			if (chain?.policy) yield { chain, hook };
		}
		yield* this.#renamed;
	}

	/** What nft's -E does with a built-in chain: the next command that needs one creates it anew. */
	renameBuiltIn(chain: ChainState, name: string, renamedBy: Span): void {
		const hook = hooks.find((each) => each === chain.name);
		if (!hook) return;
		this.chains.set(hook, new ChainState(hook, 'ACCEPT'));
		chain.name = name;
		this.#renamed = [{ chain, hook, renamedBy }, ...this.#renamed];
	}

	/** Built-in chains in the order of their hooks, then user chains by the bytes of their names. */
	freeze(backend: Backend): Table {
		const builtIn: Chain[] = [];
		const own: Chain[] = [];
		for (const chain of this.chains.values()) {
			(chain.policy ? builtIn : own).push(chain.freeze(backend));
		}
		own.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
		const renamed = this.#renamed.map(({ chain, hook, renamedBy }): RenamedChain => ({
			...chain.freeze(backend),
			hook,
			renamedBy
		}));
		const chains = [...builtIn, ...own];
		return { name: this.name, chains, ...(renamed.length > 0 && { renamed }) };
	}

	static of(table: Table): TableState {
		const state = new TableState(table.name);
		for (const chain of table.chains) state.chains.set(chain.name, ChainState.of(chain));
		state.#renamed = (table.renamed ?? []).map(({ hook, renamedBy, ...chain }) => ({
			chain: ChainState.of(chain),
			hook,
			renamedBy
		}));
		return state;
	}

	copy(): TableState {
		const copy = new TableState(this.name);
		copy.chains.clear();
		for (const [name, chain] of this.chains) copy.chains.set(name, chain.copy());
		copy.#renamed = this.#renamed.map((each) => ({ ...each, chain: each.chain.copy() }));
		return copy;
	}
}
