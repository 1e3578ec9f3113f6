/**
 * A rule set as plain data: it can be printed back as iptables-save does, structured-cloned to a
 * worker, and compared. Nothing in it is a closure; what a match means is looked up in its
 * extension's declaration.
 */
import type { Span } from '$lib/net';
import type { Value } from './values';

export type Family = 'ipv4' | 'ipv6';
export type Backend = 'legacy' | 'nft';
/** The version of iptables. */
export type Release = '1.8.9' | '1.8.11';

export const tableNames = ['raw', 'mangle', 'nat', 'filter', 'security'] as const;
export type TableName = (typeof tableNames)[number];

export function isTableName(name: string): name is TableName {
	return tableNames.some((each) => each === name);
}

export const hooks = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;
export type Hook = (typeof hooks)[number];

/** The built-in chains of each table, in the order in which iptables-save prints them. */
export const builtInChains: Readonly<Record<TableName, readonly Hook[]>> = {
	raw: ['PREROUTING', 'OUTPUT'],
	mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
	nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
	filter: ['INPUT', 'FORWARD', 'OUTPUT'],
	security: ['INPUT', 'FORWARD', 'OUTPUT']
};

/** Where in the user's text a rule or word comes from. Lines and columns count from 1. */
export interface Origin {
	readonly line: number;
	readonly column: number;
	/** The column after the last character. */
	readonly endColumn: number;
}

/** An address with a mask, which may be non-contiguous. IPv4 as uint32, IPv6 as 128-bit. */
export type MaskedAddress =
	| { readonly family: 'ipv4'; readonly address: number; readonly mask: number }
	| { readonly family: 'ipv6'; readonly address: bigint; readonly mask: bigint };

/** A value that the rule may negate with `!`. */
export interface Invertible<T> {
	readonly value: T;
	readonly inverted: boolean;
}

/** What iptables matches without an extension: -s -d -i -o -p -f. Absent means "any". */
export interface HeaderMatch {
	readonly source?: Invertible<MaskedAddress>;
	readonly destination?: Invertible<MaskedAddress>;
	/** As written: `eth0`, or `eth+` for every name that begins with `eth`. */
	readonly inInterface?: Invertible<string>;
	readonly outInterface?: Invertible<string>;
	/** Protocol number, 1 to 255; 0 ("all") is kept as absent. */
	readonly protocol?: Invertible<number>;
	/** IPv4 only: second and later fragments. */
	readonly fragment?: Invertible<true>;
}

/** One option of an extension as used in a rule. `option` is its long name without dashes. */
export interface OptionUse {
	readonly option: string;
	readonly inverted: boolean;
	readonly value: Value;
}

/**
 * One `-m`: the options in the order of the extension's declaration, in the normal form that the
 * kernel keeps (`--syn` is `tcp-flags`, `--set-mark` is `set-xmark`).
 */
export interface Match {
	readonly extension: string;
	readonly options: readonly OptionUse[];
}

export type Target =
	| { readonly kind: 'standard'; readonly verdict: 'ACCEPT' | 'DROP' | 'QUEUE' | 'RETURN' }
	| { readonly kind: 'jump' | 'goto'; readonly chain: string }
	| {
			readonly kind: 'extension';
			readonly extension: string;
			readonly options: readonly OptionUse[];
			/** Some of its options could not be read: what it does is unknown. */
			readonly lost?: true;
	  };

export interface Counters {
	readonly packets: bigint;
	readonly bytes: bigint;
}

export interface Rule {
	readonly header: HeaderMatch;
	readonly matches: readonly Match[];
	/** Absent: the rule only counts. */
	readonly target?: Target;
	readonly counters?: Counters;
	/** Parts of the rule that could not be read (a host name, an unknown match): each makes the
	 * outcome of the rule unknown. Absent if all of it was read. */
	readonly unread?: readonly string[];
	readonly origin: Origin;
}

export interface Chain {
	readonly name: string;
	/** Present exactly on built-in chains. */
	readonly policy?: 'ACCEPT' | 'DROP';
	/** nft: a built-in chain that no command has created so far; packets don't traverse it. */
	readonly unmade?: true;
	/** Of the policy (on built-in chains), as a dump or -c gives them. */
	readonly counters?: Counters;
	readonly rules: readonly Rule[];
}

/** nft: a built-in chain that -E has renamed. It acts at its hook as before, with its rules and its
 * policy; iptables no longer shows it, and of its commands only -F of the whole table changes it. */
export interface RenamedChain extends Chain {
	readonly hook: Hook;
	/** The place of the command. */
	readonly renamedBy: Span;
}

export interface Table {
	readonly name: TableName;
	/** Built-in chains first, then user chains, in the order in which iptables-save prints them. */
	readonly chains: readonly Chain[];
	/** The last renamed first, in the order packets traverse them, after the hook's built-in chain. */
	readonly renamed?: readonly RenamedChain[];
}

export interface RuleSet {
	readonly family: Family;
	readonly backend: Backend;
	/** Only existing tables (that a command has touched), in the order of iptables-save. */
	readonly tables: readonly Table[];
}
