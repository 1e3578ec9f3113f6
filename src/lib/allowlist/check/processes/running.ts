/** One process of a pasted list. */
export interface Running {
	/** The line of the pasted text that it stands on, from 1. */
	readonly line: number;
	/** The image's name: the last part of its path where it has one. */
	readonly name: string;
	/** The full path, where the list shows it. */
	readonly path: string | undefined;
}

/** What a pasted process list is, as far as its text shows. */
export interface ReadProcesses {
	/** In words: `tasklist`, `ps aux`. */
	readonly kind: string;
	readonly running: readonly Running[];
}

/** Reads one kind of process list; `undefined` where the text is of another kind. */
export type ProcessReader = (text: string) => ReadProcesses | undefined;

/** A process of which the list shows the name, and the path or nothing. */
export function runningFrom(line: number, name: string, path: string): Running {
	const full = path.trim().replace(/^"(.*)"$/, '$1');
	const isPath = /[\\/]/.test(full);
	const last = isPath ? full.split(/[\\/]/).at(-1) : undefined;
	return { line, name: name.trim() || last || full, path: isPath ? full : undefined };
}
