import type { KnownSets } from '../extension';
import type { Backend, Counters, Family, HeaderMatch, Match, TableName, Target } from '../ruleset';

/** Why a command is refused, and at which word. */
export interface Refusal {
	/** Stable name of the kind of problem, kebab-case. */
	readonly code: string;
	readonly message: string;
	readonly help: string;
	/** Index of the first and last word concerned. */
	readonly word: number;
	readonly lastWord: number;
}

/** The contents of a rule, before it has a place. */
export interface RuleBody {
	readonly header: HeaderMatch;
	readonly matches: readonly Match[];
	readonly target?: Target;
	readonly unread?: readonly string[];
}

/** What a command asks for. Positions count from 1. */
export type Action =
	| { readonly kind: 'append'; readonly chain: string; readonly rules: readonly RuleBody[] }
	| {
			readonly kind: 'insert' | 'replace';
			readonly chain: string;
			readonly position: number;
			readonly rules: readonly RuleBody[];
	  }
	| {
			readonly kind: 'delete' | 'check';
			readonly chain: string;
			readonly rules: readonly RuleBody[];
	  }
	| { readonly kind: 'delete-number'; readonly chain: string; readonly position: number }
	/** Listing: no effect, but the chain must exist. */
	| { readonly kind: 'list' | 'list-rules'; readonly chain?: string; readonly position?: number }
	/** `names`: to name the chains that it flushes, nft looks up the built-in ones and creates them. */
	| { readonly kind: 'flush'; readonly chain?: string; readonly names?: true }
	| { readonly kind: 'delete-chain'; readonly chain?: string }
	| { readonly kind: 'zero'; readonly chain?: string }
	| { readonly kind: 'zero-number'; readonly chain: string; readonly position: number }
	| { readonly kind: 'new-chain'; readonly chain: string }
	| { readonly kind: 'rename-chain'; readonly chain: string; readonly name: string }
	| { readonly kind: 'policy'; readonly chain: string; readonly policy: string }
	/** A line of a dump that is meant for the other family; -h or -V, after which the program ends. */
	| { readonly kind: 'nothing'; readonly ends?: true };

export type ActionKind = Action['kind'];

/** One command as read, whether or not the rule set accepts it. */
export interface CommandReading {
	readonly table: TableName;
	readonly action: Action;
	/** From -c, or before the rule in a dump. */
	readonly counters?: Counters;
	/** The word of the target of -j or -g, for a chain that turns out not to exist. */
	readonly targetWord: number;
	readonly chainWord: number;
	readonly warnings: readonly Refusal[];
}

export interface CommandContext {
	readonly family: Family;
	readonly backend: Backend;
	/** The table whose part of a dump this is; absent for shell commands. */
	readonly restoring?: TableName;
	/** In a dump, the chains that it declared under the name of a target: -j leads to them. */
	readonly announced?: ReadonlySet<string>;
	/** How to treat names that only the user's machine can resolve (hosts, services): `unknown`
	 * keeps the rule with an unknown part, `refuse` does what iptables does when it can't resolve. */
	readonly names: 'unknown' | 'refuse';
	readonly sets?: KnownSets;
}
