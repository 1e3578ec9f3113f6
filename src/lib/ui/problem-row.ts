/** A problem as the list shows it. An engine's problem can be used unchanged; the line is for the reader. */
export interface ProblemRow {
	readonly code: string;
	readonly severity: 'error' | 'warning' | 'info';
	readonly message: string;
	readonly help?: string | undefined;
	/** Line counted from 1, if the problem has one. */
	readonly line?: number | undefined;
}
