import type { Direction } from '$lib/catalog';
import type { Problem } from '$lib/net';

/** One thing that a product's list allows, or blocks. */
export interface ListEntry {
	/** The line of the pasted text that it stands on, from 1. */
	readonly line: number;
	/** The path, pattern or name as it is listed; empty for a firewall rule about any program. */
	readonly text: string;
	/** `process` is a process exclusion: it does not exempt the executable itself. */
	readonly about: 'path' | 'process' | 'rule';
	/** Only rules have a direction. */
	readonly direction?: Direction;
	/** The name of the rule. */
	readonly name?: string;
	/** Why the entry does not allow what it is about: a rule that blocks, or is switched off. */
	readonly refuses?: string;
	/** What narrows a rule: ports, protocols or addresses. */
	readonly narrowed?: string;
}

/** What a pasted list is, as far as its text shows. */
export interface ReadList {
	/** In words: `netsh rules`, `paths`. */
	readonly kind: string;
	/** What such a list can cover. */
	readonly covers: 'locations' | 'bypasses';
	readonly entries: readonly ListEntry[];
	readonly problems: readonly Problem[];
}

/** Reads one kind of list; `undefined` where the text is of another kind. */
export type ListReader = (text: string) => ReadList | undefined;
