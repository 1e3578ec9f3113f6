import { valueOf, type RowFormat } from './format';

/**
 * A field of a CSV line according to RFC 4180. A spreadsheet takes a field that starts with one of
 * `= + - @` for a formula, and anyone can put text into a log: an apostrophe in front keeps it text.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
function field(value: string): string {
	const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (fields: readonly string[]) => `${fields.map(field).join(',')}\r\n`;

/** UTF-8 with a byte order mark and CRLF, as Excel expects. */
export const csv: RowFormat = {
	id: 'csv',
	name: 'CSV',
	extension: 'csv',
	type: 'text/csv;charset=utf-8',
	head: (columns) => `\ufeff${line(['file', 'line', ...columns])}`,
	rows: (rows, columns) =>
		rows
			.map((row) =>
				line([row.file, String(row.line), ...columns.map((column) => valueOf(row, column) ?? '')])
			)
			.join(''),
	tail: ''
};
