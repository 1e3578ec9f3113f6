import type { Complaint, ReadContext } from '../extension';
import type { Counters, HeaderMatch, OptionUse, TableName } from '../ruleset';
import type { AnyExtension } from './extension-options';
import type { BaseOption } from './options';
import type { ActionKind, CommandContext, Refusal } from './types';

/** One -m or -j while its command is being read: its option uses in the order written. */
export interface ExtensionUse {
	readonly extension: AnyExtension;
	readonly uses: OptionUse[];
	readonly places: { readonly word: number; readonly lastWord: number }[];
	/** The word that named it, for problems with the extension as a whole. */
	readonly word: number;
}

export function useOf(extension: AnyExtension, word: number): ExtensionUse {
	return { extension, uses: [], places: [], word };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is collected about a command while its words are read in order. */
export class CommandDraft {
	readonly words: readonly string[];
	readonly context: CommandContext;
	readonly header: Mutable<HeaderMatch> = {};
	readonly read: ReadContext;
	/** Letters of iptables' own options that were given, and where. */
	readonly given = new Map<BaseOption, number>();
	readonly matches: ExtensionUse[] = [];
	readonly unread: string[] = [];
	readonly warnings: Refusal[] = [];
	/** Extensions with options, the last one loaded first: its options are looked up first. */
	readonly loaded: ExtensionUse[] = [];
	next: number;
	refusal: Refusal | undefined;
	table: TableName = 'filter';
	/** The word of a -t with an unknown table: iptables checks it last. */
	noTable: number | undefined;
	kind: ActionKind | undefined;
	chain = '';
	hasChain = false;
	/** -L or -S, which may accompany -Z. */
	listed: 'list' | 'list-rules' | undefined;
	chainWord = 0;
	name = '';
	position: number | undefined;
	inverted = false;
	protocolTried = false;
	protocolText: string | undefined;
	target: ExtensionUse | undefined;
	jump: string | undefined;
	goto = false;
	targetWord = 0;
	source: { readonly text: string; readonly word: number } | undefined;
	destination: { readonly text: string; readonly word: number } | undefined;
	counters: Counters | undefined;
	/** -w, unless with zero seconds. */
	waits = false;
	/** No further words are read. */
	stop = false;
	/** The program ends there. */
	ends = false;

	constructor(words: readonly string[], from: number, context: CommandContext) {
		this.words = words;
		this.next = from;
		this.context = context;
		if (context.restoring) this.table = context.restoring;
		this.read = {
			family: context.family,
			backend: context.backend,
			table: this.table,
			chain: '',
			header: this.header,
			...(context.sets && { sets: context.sets })
		};
	}

	refuse(code: string, message: string, help: string, word: number, lastWord = word): void {
		this.refusal ??= { code, message, help, word, lastWord };
	}

	complain({ code, message, help }: Complaint, word: number, lastWord = word): void {
		this.refuse(code, message, help, word, lastWord);
	}

	/** Whether the next word can be an argument: one without a leading dash (xs_has_arg). */
	hasArgument(): boolean {
		const word = this.words[this.next];
		return word !== undefined && !word.startsWith('-') && !word.startsWith('!');
	}

	isRefused(): boolean {
		return this.refusal !== undefined;
	}
}
