import type { Row } from '../rows';

/** A row found, and the name of the file that it is from. */
export interface ExportedRow extends Row {
	readonly file: string;
}

/** One way to write the rows found. Pieces are put behind each other: no row waits for another. */
export interface RowFormat {
	readonly id: string;
	readonly name: string;
	/** The end of the file's name. */
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

/** The value of a column of a row; undefined where the row has none, or `-`. */
export function valueOf(row: ExportedRow, column: string): string | undefined {
	const value = row.columns[row.names.indexOf(column)];
	return value === '-' ? undefined : value;
}
