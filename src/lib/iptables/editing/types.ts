/** What an editor shows of rules; columns count from 0, lines from 1, as editors do. */

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

export interface ColouredPart {
	readonly from: number;
	readonly to: number;
	readonly colour: Colour;
}

export interface Place {
	readonly line: number;
	readonly column: number;
}

export interface Stretch extends Place {
	/** The column after the last character. */
	readonly end: number;
}

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
	/** Column where the word to be replaced begins. */
	readonly from: number;
	readonly options: readonly Suggestion[];
}

export interface NameUse {
	readonly name: string;
	/** Absent for built-in chains. */
	readonly definition?: Stretch;
	readonly uses: readonly Stretch[];
	/** Why it can't be renamed. */
	readonly fixed?: string;
}

export interface ChainEdit {
	readonly at: Stretch;
	readonly text: string;
}

export type Renaming =
	| { readonly ok: true; readonly edits: readonly ChainEdit[] }
	| { readonly ok: false; readonly message: string };
