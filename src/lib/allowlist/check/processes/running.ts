/** One process of a pasted list. */
export interface Running {
	/** Its line in the pasted text, from 1. */
	readonly line: number;
	/** The image's name: the last part of its path if it has one. */
	readonly name: string;
	/** The full path, if the list shows it. */
	readonly path: string | undefined;
}

/** A pasted process list, as far as its text shows. */
export interface ReadProcesses {
	/** In words: `tasklist`, `ps aux`. */
	readonly kind: string;
	readonly running: readonly Running[];
}

/** Reads one kind of process list; `undefined` if the text is of another kind. */
export type ProcessReader = (text: string) => ReadProcesses | undefined;

/** A process from the name and the path in a list; the path may be empty. */
export function runningFrom(line: number, name: string, path: string): Running {
	const full = path.trim().replace(/^"(.*)"$/, '$1');
	const isPath = /[\\/]/.test(full);
	const last = isPath ? full.split(/[\\/]/).at(-1) : undefined;
	return { line, name: name.trim() || last || full, path: isPath ? full : undefined };
}
