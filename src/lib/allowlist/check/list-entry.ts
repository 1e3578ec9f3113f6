import type { Direction } from '$lib/catalog';
import type { Problem } from '$lib/net';

/** One thing that a product's list allows, or blocks. */
export interface ListEntry {
	/** Its line in the pasted text, from 1. */
	readonly line: number;
	/** The path, pattern or name as it is listed; empty for a firewall rule about any program. */
	readonly text: string;
	/** `process` is a process exclusion: it does not exempt the executable itself. */
	readonly about: 'path' | 'process' | 'rule';
	/** Only rules have a direction. */
	readonly direction?: Direction;
	/** The name of the rule. */
	readonly name?: string;
	/** Why the entry does not allow its program: the rule blocks, or is disabled. */
	readonly refuses?: string;
	/** The restrictions of a rule: ports, protocols or addresses. */
	readonly narrowed?: string;
}

/** A pasted list, as far as its text shows. */
export interface ReadList {
	/** In words: `netsh rules`, `paths`. */
	readonly kind: string;
	/** What such a list can cover. */
	readonly covers: 'locations' | 'bypasses';
	readonly entries: readonly ListEntry[];
	readonly problems: readonly Problem[];
}

/** Reads one kind of list; `undefined` if the text is of another kind. */
export type ListReader = (text: string) => ReadList | undefined;
