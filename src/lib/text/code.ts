/**
 * What a language tells an editor about a text; the language knows nothing of editors, and the editor
 * knows no language. Lines count from 1, columns in UTF-16 code units from 0.
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

/** The explanation of the word under the pointer: its own meaning, then that of the whole rule. */
export interface Explanation {
	readonly at: Stretch;
	readonly title: string;
	readonly lines: readonly string[];
}

/** The explanation of the line that the cursor is on: the word at the cursor, and the whole line. */
export interface LineExplanation {
	readonly word?: { readonly title: string; readonly meaning: string };
	/** One sentence for each rule that the line makes; none if it is not a command. */
	readonly sentences: readonly string[];
}

export interface Suggestion {
	readonly label: string;
	readonly detail: string;
	readonly info?: string;
	readonly kind: 'keyword' | 'property' | 'constant' | 'function' | 'variable';
}

export interface Suggestions {
	/** Column where the word to replace starts, on the requested line. */
	readonly from: number;
	readonly options: readonly Suggestion[];
}

/** A name that is defined once and used in many places. */
export interface NameUse {
	readonly name: string;
	/** Where it is defined; absent if it is predefined, like a built-in chain. */
	readonly definition?: Stretch;
	/** All places that name it, including its definition. */
	readonly uses: readonly Stretch[];
	/** Why it can't be renamed, in words. */
	readonly fixed?: string;
}
