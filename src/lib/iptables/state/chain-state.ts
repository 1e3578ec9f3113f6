/**
 * A chain while commands change it. Its rule list is shared with the rule sets handed out, and
 * copied before the first change after that.
 */
import type { Backend, Chain, Counters, Rule } from '../ruleset';

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
	/** nft, while a dump is open: the kernel's policy, if the dump has set another. */
	policyBefore: 'ACCEPT' | 'DROP' | undefined;
	/** Whether the kernel has it: nft creates a built-in chain when something is first put there. */
	made: boolean;
	#rules: Rule[];
	#shared: boolean;
	/** The rules that jump to other chains, while they are known; see `jumps`. */
	#jumps: Rule[] | undefined = [];
	/** Index of the first rule that decides on every packet, or -1; known while `#jumps` is. */
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

	/** The rules with a jump or goto, in order, and the index (from 0) of the first rule that gives
	 * every packet a verdict, -1 if there is none. */
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
		// iptables-nft writes the chain with the policy that it knows from the kernel.
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

	/** nft deletes a built-in chain that does nothing, and recreates it when it is needed. */
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

	/** The chain as data; its rules do not change from now on. */
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

	/** A chain to continue from; the given one stays as it is. */
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
