/**
 * The place of a problem in a text. Lines and columns are 1-based; a column counts UTF-16 code units
 * (what JavaScript's string indices count), and `endColumn` is the column after the last one
 * covered, so an empty span has `endColumn === column`. `endLine` is omitted when the span ends
 * on the line it starts on.
 */
export type Span = {
	readonly line: number;
	readonly column: number;
	readonly endLine?: number;
	readonly endColumn: number;
};

export type Severity = 'error' | 'warning' | 'info';

/** What is wrong with a piece of the user's text, where, and how to fix it. */
export type Problem = {
	/** Stable name of the kind of problem, kebab-case: tests and links rely on it. */
	readonly code: string;
	readonly severity: Severity;
	/** What is wrong, in one sentence. */
	readonly message: string;
	/** What to do about it; empty when the message says it all. */
	readonly help: string;
	readonly span: Span;
};

/** The result of a parser: always a value, plus the problems it found. */
export type Parsed<T> = {
	readonly value: T;
	readonly problems: readonly Problem[];
};

/** Span of `length` code units from the 0-based `offset` on the 1-based `line`. */
export function spanOf(line: number, offset: number, length: number): Span {
	return { line, column: offset + 1, endColumn: offset + length + 1 };
}
