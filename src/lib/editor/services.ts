import type { TextEdit } from '$lib/text';

/**
 * What the editor asks of the language that it shows. It knows none itself: the page gives it these
 * services, which may answer late (they usually live in a worker) and never throw.
 */

/** What a part of a line is, for its colour. */
export type Colour =
	| 'comment'
	| 'keyword'
	| 'command'
	| 'option'
	| 'value'
	| 'string'
	| 'variable'
	| 'chain'
	| 'target'
	| 'table'
	| 'wrong';

/** Offsets within the line; parts are in order and don't overlap. */
export interface ColouredPart {
	readonly from: number;
	readonly to: number;
	readonly colour: Colour;
}

/** A place in the text: the line counts from 1, the column (in UTF-16 code units) from 0. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

/** A part of one line; `end` is the column after its last character. */
export interface Stretch extends Place {
	readonly end: number;
}

/** What is said of the word under the pointer: its own meaning, then that of the whole rule. */
export interface Explanation {
	readonly at: Stretch;
	readonly title: string;
	readonly lines: readonly string[];
}

export interface Suggestion {
	readonly label: string;
	readonly detail: string;
	readonly info?: string;
	readonly kind: 'keyword' | 'property' | 'constant' | 'function' | 'variable';
}

export interface Suggestions {
	/** Column where the word to be replaced begins, on the line of the question. */
	readonly from: number;
	readonly options: readonly Suggestion[];
}

/** A name that is defined once and used in many places. */
export interface NameUse {
	readonly name: string;
	/** Where it is defined; absent for what exists by itself, as a built-in chain. */
	readonly definition?: Stretch;
	/** All places that name it, its definition among them. */
	readonly uses: readonly Stretch[];
	/** Why it can't be renamed, in words. */
	readonly fixed?: string;
}

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
