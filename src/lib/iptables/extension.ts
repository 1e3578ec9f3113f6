/**
 * The declaration of a match or target: its options once, and what parsing, printing, checking,
 * evaluating and explaining read of them.
 */
import type { OptionTest, PacketView, Unknown } from './evaluation';
import type { IpSet } from './ipset';
import type { Backend, Family, Hook, HeaderMatch, Match, OptionUse, TableName } from './ruleset';
import type { Value } from './values';

/** The ipsets that are known to exist. */
export interface KnownSets {
	get(name: string): Pick<IpSet, 'type' | 'family'> | undefined;
	/** There are no others. */
	readonly complete: boolean;
}

/** What is known of the rule while one of its options is read. */
export interface ReadContext {
	readonly family: Family;
	readonly backend: Backend;
	readonly table: TableName;
	readonly chain: string;
	readonly header: HeaderMatch;
	readonly sets?: KnownSets;
}

/** A complaint about one option or rule, in iptables' own cases. `code` is stable and unique. */
export interface Complaint {
	readonly code: string;
	readonly message: string;
	readonly help: string;
	/** Name of the option that it is about, where it is about one. */
	readonly option?: string;
}

export type ReadResult<V extends Value> =
	{ readonly ok: true; readonly value: V } | { readonly ok: false; readonly complaint: Complaint };

/** What is between the two words of an argument: no word holds it, as one may hold a space. */
export const wordGap = '\0';

/** What is read of a word that is left out: no word is that. */
export const leftOut = '\0';

/** How one kind of value is written in rules. */
export interface OptionType<V extends Value> {
	/** How the manual names the argument: `port[:port]`. Empty for options without argument. */
	readonly argument: string;
	/** How many words the argument is. `--tcp-flags SYN,ACK SYN` and `--match-set` take two: `read`
	 * gets them with `wordGap` between. */
	readonly words: 0 | 1 | 2;
	/** The one word may be left out: it is taken unless it begins with `-` or `!`, and never behind
	 * a `=`. `read` gets `leftOut` for it. */
	readonly optional?: true;
	is(value: Value): value is V;
	/** `text` is empty for options without argument. */
	read(text: string, context: ReadContext): ReadResult<V>;
	/** The words after the option in iptables-save form; already quoted where iptables-save quotes. */
	print(value: V, context: PrintContext): string;
	/** For the explanation: "80", "1024 to 65535". */
	say(value: V, context: PrintContext): string;
	/** Completion of a value in the editor. */
	readonly suggestions?: readonly string[];
}

export interface PrintContext {
	readonly family: Family;
	readonly backend: Backend;
}

export interface Option<V extends Value = Value> {
	/** Long name without dashes, as iptables-save prints it. */
	readonly name: string;
	/** Other long names and, with one character, short ones. */
	readonly aliases: readonly string[];
	readonly type: OptionType<V>;
	readonly invertible: boolean;
	readonly mandatory: boolean;
	/** May be given more than once in one rule. */
	readonly repeatable: boolean;
	/** Names of options that exclude it, and of options that it needs. */
	readonly excludes: readonly string[];
	readonly requires: readonly string[];
	/** One line of help for hover and completion, from iptables-extensions(8) in own words. */
	readonly summary: string;
	/** The use in an English sentence, `$` for the value: "to port $". */
	readonly phrase: string;
	/** The normal form, where another option carries the same meaning (`--syn`), or where the
	 * kernel keeps nothing of it (`--sport :`). */
	rewrite?(use: OptionUse, context: ReadContext): OptionUse | undefined;
	/** The words of one use in save form, with the `!`. */
	print(use: OptionUse, context: PrintContext): string;
	/** One use in words. */
	say(use: OptionUse, context: PrintContext): string;
	/** The value in one match's options, typed; undefined when not given. */
	in(options: readonly OptionUse[]): { readonly value: V; readonly inverted: boolean } | undefined;
}

/** What a rule is when its extensions check it as a whole. */
export interface RuleContext extends ReadContext {
	readonly matches: readonly Match[];
	/** Hooks from which the chain can be reached; for kernel checks of targets and hooks. */
	readonly hooks: ReadonlySet<Hook>;
}

/** How `iptables -L` shows an extension, to be read back. */
export interface ListedForm {
	/** What is shown of it, at the head of what is left of the line; if it shows more, that only narrows
	 * what is read here. The form of a target is all that is left of the line. */
	readonly pattern: RegExp;
	/** The words behind `-m name` or `-j NAME`; undefined where they can't be told. */
	words(groups: readonly (string | undefined)[]): readonly string[] | undefined;
}

interface Extension {
	readonly name: string;
	/** Other names under which -m or -j loads it. */
	readonly aliases: readonly string[];
	readonly families: readonly Family[];
	readonly options: readonly Option[];
	/** One line for hover and completion. */
	readonly summary: string;
	/** Protocol numbers that -p must name (not inverted) for the kernel to take it. */
	readonly protocols?: readonly number[];
	/** Tables and hooks outside of which the kernel refuses it. */
	readonly tables?: readonly TableName[];
	readonly hooks?: readonly Hook[];
	/** The uses keep the order in which they were written (`-m policy`). */
	readonly ordered?: true;
	/** The normal form of all uses together: defaults that iptables-save shows are added, options
	 * that are merged into one are merged. Runs after `check`. */
	normal?(options: readonly OptionUse[], context: ReadContext): readonly OptionUse[];
	/** Further checks of user space (before the kernel is asked), then of the kernel. `check` sees
	 * the uses as written, in that order; `checkInKernel` sees the normal form. */
	check?(options: readonly OptionUse[], rule: RuleContext): readonly Complaint[];
	checkInKernel?(options: readonly OptionUse[], rule: RuleContext): readonly Complaint[];
	/** Without it, what a listing shows of the extension is not read back. */
	readonly listing?: ListedForm;
	/** Words after `-m name` or `-j NAME` in save form, '' or with a leading space. */
	print(options: readonly OptionUse[], context: PrintContext): string;
	/** Parts of an English sentence: "to port 22". */
	explain(options: readonly OptionUse[], context: PrintContext): string;
}

export interface MatchExtension extends Extension {
	readonly kind: 'match';
	/** `-p` with this protocol number loads it without `-m` when one of its options is met. */
	readonly loadedBy?: number;
	/** Whether iptables keeps nothing of the match, not even its name, so that it holds always. Sees the
	 * normal form. */
	vanishes?(options: readonly OptionUse[], context: ReadContext): boolean;
	/** The back ends whose listings show nothing of it, not even its name: any rule there may have it. */
	readonly unlisted?: readonly Backend[];
	/** Only by this one of the protocol's names. */
	readonly loadedAs?: string;
	/** The tests in the order of the kernel's code; or why a simulator can't know the outcome. */
	readonly evaluate:
		| { readonly kind: 'tests'; tests(match: Match): readonly OptionTest[] }
		| { readonly kind: 'unknown'; readonly because: string };
}

export interface TargetExtension extends Extension {
	readonly kind: 'target';
	/** What it does in words, `$` for the packets, where that depends on its options. */
	action?(options: readonly OptionUse[]): string | undefined;
	/** What the target does to the packet, as data that the walk carries out. */
	effect(options: readonly OptionUse[]): Effect;
}

export type PacketChange =
	/** value = (value & ~mask) ^ xor */
	| { readonly field: 'mark'; readonly mask: number; readonly xor: number }
	| { readonly field: 'tos' | 'tcpFlags'; readonly mask: number; readonly xor: number }
	/** The same for the mark of the connection, whose result is shifted by so many bits to the left. */
	| {
			readonly field: 'connmark';
			readonly mask: number;
			readonly xor: number;
			readonly shift: number;
	  }
	/** The masked bits of the source are shifted to the left (below zero: to the right), and XORed in. */
	| {
			readonly field: 'mark';
			readonly from: 'connmark';
			readonly nfmask: number;
			readonly ctmask: number;
			readonly shift: number;
	  }
	| {
			readonly field: 'connmark';
			readonly from: 'mark';
			readonly nfmask: number;
			readonly ctmask: number;
			readonly shift: number;
	  }
	| {
			readonly field: 'ttl';
			readonly operation: 'set' | 'increase' | 'decrease';
			readonly by: number;
	  };

export type TcpOptionsChange =
	/** The maximum segment size is told, and is no more than this or than what the path takes. */
	| { readonly operation: 'mss'; readonly most: number | 'path' }
	/** Options of these kinds become padding. */
	| { readonly operation: 'strip'; readonly kinds: readonly number[] };

export interface MaskedMark {
	readonly mask: number;
	readonly xor: number;
}

/** What is set for the connection of a packet that conntrack has not seen yet. */
export interface TrackEffect {
	readonly kind: 'track';
	/** `mark`: the mark of the packet when conntrack sees it. */
	readonly zone?: { readonly id: number | 'mark'; readonly of: 'both' | 'original' | 'reply' };
	/** Name of a conntrack helper. */
	readonly helper?: string;
	/** Name of a policy of timeouts. */
	readonly timeouts?: string;
}

/** Where a packet may go behind a target: on to the next rule, through the table, or nowhere. */
export type PacketOutcome = 'continue' | 'accept' | 'drop';

export type Effect =
	/** The walk goes on with the next rule, the packet unchanged (LOG, NFLOG, AUDIT ...). */
	| { readonly kind: 'continue' }
	/** The same, and what later packets meet is changed by this one. */
	| { readonly kind: 'note'; note(packet: PacketView): void }
	| { readonly kind: 'verdict'; readonly verdict: 'ACCEPT' | 'DROP' }
	| { readonly kind: 'reject'; readonly with: string }
	| { readonly kind: 'change'; readonly changes: readonly PacketChange[] }
	| { readonly kind: 'tcp-options'; readonly change: TcpOptionsChange }
	| {
			readonly kind: 'translate';
			readonly as: 'SNAT' | 'DNAT' | 'MASQUERADE' | 'REDIRECT' | 'NETMAP';
			readonly options: readonly OptionUse[];
	  }
	/** The mark becomes (mark & ~mask) ^ xor, with what the packet's fields say; undefined: it stays. */
	| {
			readonly kind: 'mark';
			readonly mark: (packet: PacketView) => MaskedMark | Unknown | undefined;
	  }
	| { readonly kind: 'notrack' }
	| TrackEffect
	| {
			readonly kind: 'unknown';
			readonly because: string;
			/** What may become of the packet; where it is left out, it only goes on. */
			readonly outcomes?: readonly PacketOutcome[];
	  };
