import type { Row } from '../rows';

/** A row found, with the name of its file. */
export interface ExportedRow extends Row {
	readonly file: string;
}

/** A format for the rows found. Pieces are concatenated: no row waits for another. */
export interface RowFormat {
	readonly id: string;
	readonly name: string;
	/** The file name's extension. */
	readonly extension: string;
	readonly type: string;
	/** @param columns every column of any of the logs, in order */
	readonly head: (columns: readonly string[]) => string;
	/** @param first whether no row came before */
	readonly rows: (
		rows: readonly ExportedRow[],
		columns: readonly string[],
		first: boolean
	) => string;
	readonly tail: string;
}

/** The value of a column of a row; undefined if the row has none, or `-`. */
export function valueOf(row: ExportedRow, column: string): string | undefined {
	const value = row.columns[row.names.indexOf(column)];
	return value === '-' ? undefined : value;
}
