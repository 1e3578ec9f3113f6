import type { ColouredPart, Explanation, NameUse, Place, Suggestions, TextEdit } from '$lib/text';

/**
 * The language services that the editor needs. It knows no language itself: the page provides these
 * services, which may answer late (they usually run in a worker) and never throw.
 */

export type Renaming =
	| { readonly ok: true; readonly edits: readonly TextEdit[] }
	| { readonly ok: false; readonly message: string };

export interface CodeServices {
	/** Loads what the services need; the editor waits for it. */
	ready(): Promise<void>;
	/** Colours one line; called only for visible lines, and at every keystroke: must be fast. */
	colour(line: string): readonly ColouredPart[];
	explain(at: Place): Promise<Explanation | undefined>;
	suggest(at: Place, asked: boolean): Promise<Suggestions | undefined>;
	nameAt(at: Place): Promise<NameUse | undefined>;
	rename(at: Place, name: string): Promise<Renaming>;
}

/** A number in the gutter beside a line: "6", in full "filter INPUT, rule 6". */
export interface LineNote {
	readonly label: string;
	readonly title: string;
}

/** The note of a line, counted from 1. Called only for visible lines. */
export type LineNotes = (line: number) => LineNote | undefined;

/** The mark of a whole line. */
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

/** What a page can do with its text box. */
export interface CodeBoxHandle {
	/** Moves the cursor to a place and scrolls it into view. */
	go(place: Place): void;
	/** Goes from the name at the cursor to its definition, and back. */
	jump(): void;
	/** Asks for a new name for the name at the cursor. */
	rename(): void;
}
