/**
 * The declaration of a match or target: its options, declared once, which parsing, printing,
 * checking, evaluating and explaining all use.
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

/** What is known about the rule while one of its options is read. */
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
	/** Name of the option that it is about, if it is about one. */
	readonly option?: string;
}

export type ReadResult<V extends Value> =
	{ readonly ok: true; readonly value: V } | { readonly ok: false; readonly complaint: Complaint };

/** Separates the two words of an argument: no word can contain it, while one may contain a space. */
export const wordGap = '\0';

/** Stands for an omitted word: no word equals it. */
export const leftOut = '\0';

/** How one kind of value is written in rules. */
export interface OptionType<V extends Value> {
	/** The argument's name in the manual: `port[:port]`. Empty for options without argument. */
	readonly argument: string;
	/** How many words the argument takes. `--tcp-flags SYN,ACK SYN` and `--match-set` take two: `read`
	 * gets them separated by `wordGap`. */
	readonly words: 0 | 1 | 2;
	/** The one word may be omitted: it is read unless it begins with `-` or `!`, and never after
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
	/** Names of options that it can't be combined with, and of options that it needs. */
	readonly excludes: readonly string[];
	readonly requires: readonly string[];
	/** One line of help for hover and completion: iptables-extensions(8) in our own words. */
	readonly summary: string;
	/** The use in an English sentence, `$` for the value: "to port $". */
	readonly phrase: string;
	/** The normal form, if another option has the same meaning (`--syn`), or if the kernel
	 * stores nothing for it (`--sport :`). */
	rewrite?(use: OptionUse, context: ReadContext): OptionUse | undefined;
	/** The words of one use in save form, with the `!`. */
	print(use: OptionUse, context: PrintContext): string;
	/** One use in words. */
	say(use: OptionUse, context: PrintContext): string;
	/** The value of one match's options, typed; undefined if not given. */
	in(options: readonly OptionUse[]): { readonly value: V; readonly inverted: boolean } | undefined;
}

/** What extensions know about a rule when they check it as a whole. */
export interface RuleContext extends ReadContext {
	readonly matches: readonly Match[];
	/** Hooks from which the chain can be reached; for kernel checks of targets and hooks. */
	readonly hooks: ReadonlySet<Hook>;
}

/** How `iptables -L` shows an extension, so that it can be read back. */
export interface ListedForm {
	/** Its text at the start of the rest of the line; if a listing shows more, that only restricts
	 * what is read here. A target's form is the whole rest of the line. */
	readonly pattern: RegExp;
	/** The words after `-m name` or `-j NAME`; undefined if they can't be determined. */
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
	/** Protocol numbers of which -p must name one (not inverted) for the kernel to accept it. */
	readonly protocols?: readonly number[];
	/** Tables and hooks outside which the kernel refuses it. */
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
	/** Whether iptables keeps nothing of the match, not even its name, so that it always matches. Sees
	 * the normal form. */
	vanishes?(options: readonly OptionUse[], context: ReadContext): boolean;
	/** The back ends whose listings show nothing of it, not even its name: any rule may have it. */
	readonly unlisted?: readonly Backend[];
	/** Only under this one of the protocol's names. */
	readonly loadedAs?: string;
	/** The tests in the order of the kernel's code; or why a simulator can't know the outcome. */
	readonly evaluate:
		| { readonly kind: 'tests'; tests(match: Match): readonly OptionTest[] }
		| { readonly kind: 'unknown'; readonly because: string };
}

export interface TargetExtension extends Extension {
	readonly kind: 'target';
	/** What it does in words, `$` for the packets, if that depends on its options. */
	action?(options: readonly OptionUse[]): string | undefined;
	/** What the target does to the packet, as data for the walk to carry out. */
	effect(options: readonly OptionUse[]): Effect;
}

export type PacketChange =
	/** value = (value & ~mask) ^ xor */
	| { readonly field: 'mark'; readonly mask: number; readonly xor: number }
	| { readonly field: 'tos' | 'tcpFlags'; readonly mask: number; readonly xor: number }
	/** The same for the connection's mark, whose result is shifted left by this many bits. */
	| {
			readonly field: 'connmark';
			readonly mask: number;
			readonly xor: number;
			readonly shift: number;
	  }
	/** The masked bits of the source are shifted left (right if negative), and XORed in. */
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
	/** The maximum segment size is set, to no more than this or than what the path allows. */
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
	/** Name of a timeout policy. */
	readonly timeouts?: string;
}

/** Where a packet may go after a target: on to the next rule, accepted by the table, or nowhere. */
export type PacketOutcome = 'continue' | 'accept' | 'drop';

export type Effect =
	/** The walk goes on with the next rule, the packet unchanged (LOG, NFLOG, AUDIT ...). */
	| { readonly kind: 'continue' }
	/** The same, but this packet changes what later packets meet. */
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
	/** The mark becomes (mark & ~mask) ^ xor, computed from the packet; undefined: unchanged. */
	| {
			readonly kind: 'mark';
			readonly mark: (packet: PacketView) => MaskedMark | Unknown | undefined;
	  }
	| { readonly kind: 'notrack' }
	| TrackEffect
	| {
			readonly kind: 'unknown';
			readonly because: string;
			/** The possible outcomes for the packet; if omitted, it only goes on. */
			readonly outcomes?: readonly PacketOutcome[];
	  };
