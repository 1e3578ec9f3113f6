import type { ColouredPart, Explanation, NameUse, Place, Suggestions, TextEdit } from '$lib/text';

/**
 * What the editor asks of the language that it shows. It knows none itself: the page gives it these
 * services, which may answer late (they usually live in a worker) and never throw.
 */

export type Renaming =
	| { readonly ok: true; readonly edits: readonly TextEdit[] }
	| { readonly ok: false; readonly message: string };

export interface CodeServices {
	/** Fetches what the services need; the editor comes after it. */
	ready(): Promise<void>;
	/** Colours one line; called for lines in sight only, and at every key: must be fast. */
	colour(line: string): readonly ColouredPart[];
	explain(at: Place): Promise<Explanation | undefined>;
	suggest(at: Place, asked: boolean): Promise<Suggestions | undefined>;
	nameAt(at: Place): Promise<NameUse | undefined>;
	rename(at: Place, name: string): Promise<Renaming>;
}

/** A number in the gutter beside a line: "6", told in full as "filter INPUT, rule 6". */
export interface LineNote {
	readonly label: string;
	readonly title: string;
}

/** The note of a line, counted from 1. It is asked for the lines in sight only. */
export type LineNotes = (line: number) => LineNote | undefined;

/** How a line is marked as a whole. */
export type LineMark = 'accepts' | 'decides' | 'step';

export interface CodeProblem {
	readonly severity: 'error' | 'warning' | 'info';
	readonly message: string;
	readonly help: string;
	readonly span: {
		readonly line: number;
		readonly column: number;
		readonly endLine?: number;
		readonly endColumn: number;
	};
}

/** What a page may do with a text box that it has placed. */
export interface CodeBoxHandle {
	/** Brings a place in sight, with the cursor on it. */
	go(place: Place): void;
	/** From the name at the cursor to its definition, and back. */
	jump(): void;
	/** Asks for a new name for the name at the cursor. */
	rename(): void;
}
