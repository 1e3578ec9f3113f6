/**
 * The tables of one family while commands change them. Rule lists are shared with the rule sets
 * given out, and copied before the first change after that.
 */
import type { Span } from '$lib/net';
import {
	builtInChains,
	hooks,
	type Backend,
	type Chain,
	type Counters,
	type Family,
	type Hook,
	type RenamedChain,
	type Rule,
	type RuleSet,
	type Table,
	type TableName
} from '../ruleset';

/** The order in which iptables-nft-save goes through the tables. */
const nftOrder: readonly TableName[] = ['mangle', 'security', 'raw', 'filter', 'nat'];

/** A rule without conditions that ends the walk of its chain. */
export function decidesAll(rule: Rule): boolean {
	const { header } = rule;
	return (
		rule.target?.kind === 'standard' &&
		rule.unread === undefined &&
		rule.matches.length === 0 &&
		header.source === undefined &&
		header.destination === undefined &&
		header.inInterface === undefined &&
		header.outInterface === undefined &&
		header.protocol === undefined &&
		header.fragment === undefined
	);
}

export class ChainState {
	name: string;
	/** Present exactly on built-in chains. */
	policy: 'ACCEPT' | 'DROP' | undefined;
	counters: Counters | undefined;
	/** nft, while a dump is open: the policy that the kernel has, where the dump has set another. */
	policyBefore: 'ACCEPT' | 'DROP' | undefined;
	/** Whether the kernel has it: nft makes a built-in chain when something is first put there. */
	made: boolean;
	#rules: Rule[];
	#shared: boolean;
	/** The rules that lead to other chains, while they are known; see `jumps`. */
	#jumps: Rule[] | undefined = [];
	/** Place of the first rule that decides on every packet, or -1; known while `#jumps` is. */
	#decided = -1;

	constructor(name: string, policy: 'ACCEPT' | 'DROP' | undefined) {
		this.name = name;
		this.policy = policy;
		this.made = policy === undefined;
		this.#rules = [];
		this.#shared = false;
	}

	get rules(): readonly Rule[] {
		return this.#rules;
	}

	get length(): number {
		return this.#rules.length;
	}

	#own(): Rule[] {
		if (this.#shared) {
			this.#rules = this.#rules.slice();
			this.#shared = false;
		}
		return this.#rules;
	}

	append(rule: Rule): void {
		const rules = this.#own();
		rules.push(rule);
		if (this.#jumps) this.#note(rule, rules.length - 1, this.#jumps);
	}

	#note(rule: Rule, place: number, jumps: Rule[]): void {
		const { target } = rule;
		if (target === undefined || target.kind === 'extension') return;
		if (target.kind !== 'standard') jumps.push(rule);
		else if (this.#decided < 0 && decidesAll(rule)) this.#decided = place;
	}

	/** The rules with a jump or goto, in order, and the place (from 0) of the first rule that gives
	 * every packet a verdict, -1 when there is none. */
	jumps(): { readonly rules: readonly Rule[]; readonly decided: number } {
		if (!this.#jumps) {
			const jumps: Rule[] = [];
			this.#decided = -1;
			for (const [place, rule] of this.#rules.entries()) this.#note(rule, place, jumps);
			this.#jumps = jumps;
		}
		return { rules: this.#jumps, decided: this.#decided };
	}

	/** `index` counts from 0. */
	splice(index: number, remove: number, ...rules: readonly Rule[]): void {
		this.#own().splice(index, remove, ...rules);
		this.#jumps = undefined;
	}

	set(index: number, rule: Rule): void {
		this.#own()[index] = rule;
		this.#jumps = undefined;
	}

	/** Sets the counters of the chain and of all its rules to zero. */
	zero(): void {
		this.counters = undefined;
		// iptables-nft writes the chain with the policy that it knows the kernel to have.
		this.policy = this.policyBefore ?? this.policy;
		for (const index of this.#rules.keys()) this.zeroRule(index);
	}

	zeroRule(index: number): void {
		const rule = this.#rules[index];
		if (rule?.counters) this.set(index, { ...rule, counters: undefined });
	}

	setPolicy(policy: 'ACCEPT' | 'DROP', noteBefore: boolean): void {
		if (noteBefore) this.policyBefore ??= this.policy;
		this.policy = policy;
		this.made = true;
	}

	/** nft deletes a built-in chain that does nothing, and makes it again when it is needed. */
	unmake(): void {
		this.policy = 'ACCEPT';
		this.policyBefore = undefined;
		this.counters = undefined;
		this.made = false;
	}

	clear(): void {
		this.#rules = [];
		this.#shared = false;
		this.#jumps = [];
		this.#decided = -1;
	}

	/** The chain as data; its rules stay as they are from now on. */
	freeze(backend: Backend): Chain {
		this.#shared = true;
		return {
			name: this.name,
			...(this.policy && { policy: this.policy }),
			...(backend === 'nft' && !this.made && { unmade: true }),
			...(this.counters && { counters: this.counters }),
			rules: this.#rules
		};
	}

	/** The chain to go on from; the one given stays as it is. */
	static of(chain: Chain): ChainState {
		const state = new ChainState(chain.name, chain.policy);
		state.counters = chain.counters;
		state.made = chain.unmade !== true;
		state.#rules = chain.rules.slice();
		state.#jumps = undefined;
		return state;
	}

	copy(): ChainState {
		const copy = new ChainState(this.name, this.policy);
		copy.made = this.made;
		copy.counters = this.counters;
		copy.#rules = this.#rules;
		copy.#jumps = undefined;
		copy.#shared = true;
		this.#shared = true;
		return copy;
	}
}

/** A built-in chain that -E has renamed: see RenamedChain. */
interface RenamedState {
	readonly chain: ChainState;
	readonly hook: Hook;
	readonly renamedBy: Span;
}

export class TableState {
	readonly name: TableName;
	/** Those that iptables sees. */
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

	/** All that the kernel has. */
	*all(): Generator<ChainState> {
		yield* this.chains.values();
		for (const { chain } of this.#renamed) yield chain;
	}

	/** The chain that the kernel has of this name. */
	named(name: string): ChainState | undefined {
		return this.chains.get(name) ?? this.#renamed.find(({ chain }) => chain.name === name)?.chain;
	}

	/** The chains where packets come in, and their hooks. */
	*bases(): Generator<{ readonly chain: ChainState; readonly hook: Hook }> {
		for (const hook of hooks) {
			const chain = this.chains.get(hook);
			if (chain?.policy) yield { chain, hook };
		}
		yield* this.#renamed;
	}

	/** What nft's -E does with a built-in chain: the next command that needs one makes it anew. */
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

export class FamilyState {
	readonly family: Family;
	readonly backend: Backend;
	/** In the order in which they came into being. */
	readonly tables = new Map<TableName, TableState>();

	constructor(family: Family, backend: Backend) {
		this.family = family;
		this.backend = backend;
	}

	static of(ruleSet: RuleSet): FamilyState {
		const state = new FamilyState(ruleSet.family, ruleSet.backend);
		const { tables } = ruleSet;
		for (const table of ruleSet.backend === 'legacy' ? [...tables].reverse() : tables) {
			state.tables.set(table.name, TableState.of(table));
		}
		return state;
	}

	/** The legacy kernel lists the table made last first; iptables-nft has an order of its own. */
	freeze(): RuleSet {
		const tables =
			this.backend === 'legacy'
				? [...this.tables.values()].reverse()
				: nftOrder.flatMap((name) => this.tables.get(name) ?? []);
		return {
			family: this.family,
			backend: this.backend,
			tables: tables.map((table) => table.freeze(this.backend))
		};
	}
}
