import { valueOf, type RowFormat } from './format';

/** The keys for the place of a row; a log may have columns of the same names. */
const OWN: readonly string[] = ['file', 'line'];

/** An array of objects, one per line; a column without a value is left out, all others are text. */
export const json: RowFormat = {
	id: 'json',
	name: 'JSON',
	extension: 'json',
	type: 'application/json',
	head: () => '[',
	rows: (rows, columns, first) =>
		rows
			.map((row, index) => {
				const values = columns.flatMap((column) => {
					const value = valueOf(row, column);
					const key = OWN.includes(column) ? `${column} (column)` : column;
					return value === undefined ? [] : [[key, value] as const];
				});
				const entry = { file: row.file, line: row.line, ...Object.fromEntries(values) };
				return `${first && index === 0 ? '' : ','}\n${JSON.stringify(entry)}`;
			})
			.join(''),
	tail: '\n]\n'
};
