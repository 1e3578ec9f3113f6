import type { Problem, Span } from '$lib/net';
import type { Action } from './commands/types';
import type { Counters, Family, Rule, TableName } from './ruleset';

/** What a line of a dump does that no shell command does. */
export type DumpAction =
	/** `*filter`: the next lines are for this table, which is emptied unless the dump only adds. */
	| {
			readonly kind: 'begin-table';
			readonly keep: boolean;
			/** iptables-restore -c: the kernel gets the dump's counters with its rules. */
			readonly counters?: boolean;
			/** iptables-restore -v, which matters in nft: instead of the whole table, it deletes the rules of
			 * its chains, and the chains that then do nothing. Policies stay. */
			readonly chainwise?: boolean;
	  }
	| {
			readonly kind: 'declare-chain';
			readonly chain: string;
			/** Absent if the dump has `-`, as for user chains. */
			readonly policy?: string;
	  }
	| { readonly kind: 'commit' };

/** Rules with the place they come from. */
type Placed<A> = A extends { readonly rules: readonly unknown[] }
	? Omit<A, 'rules'> & { readonly rules: readonly Rule[] }
	: A;

export type Effect = Placed<Action> | DumpAction;

/** One command of a script, or one line of a dump, in execution order. */
export interface Command {
	/** Counted from 1. */
	readonly line: number;
	readonly span: Span;
	readonly family: Family;
	readonly table: TableName;
	readonly effect: Effect;
	readonly counters?: Counters;
	/** Index of the word that names the target of -j or -g, or the policy. */
	readonly targetWord?: number;
	/** Why iptables refuses it before it looks at the rule set; its effect is then `nothing`. */
	readonly refused?: Problem;
}
