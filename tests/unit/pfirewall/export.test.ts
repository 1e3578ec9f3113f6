import { expect, test } from 'vitest';
import { rowFormats, type ExportedRow } from '$lib/pfirewall';

const names = ['date', 'action', 'info', 'path'];
const columns = [...names, 'pid'];
const rows: readonly ExportedRow[] = [
	{ file: 'a, b.log', line: 6, raw: '', names, columns: ['2026-01-05', 'DROP', '-', 'SEND'] },
	{
		file: 'c.log',
		line: 7,
		raw: '',
		names: columns,
		columns: ['2026-01-05', 'DROP', '=HYPERLINK("x")', 'RECEIVE', '4']
	}
];

/** Written in two pieces, as a long list is. */
function write(id: string): string {
	const format = rowFormats.find((each) => each.id === id);
	if (!format) throw new Error(id);
	return [
		format.head(columns),
		format.rows(rows.slice(0, 1), columns, true),
		format.rows(rows.slice(1), columns, false),
		format.tail
	].join('');
}

test('CSV has every column, and no formula', () => {
	expect(write('csv')).toBe(
		[
			'\ufefffile,line,date,action,info,path,pid',
			'"a, b.log",6,2026-01-05,DROP,,SEND,',
			`c.log,7,2026-01-05,DROP,"'=HYPERLINK(""x"")",RECEIVE,4`,
			''
		].join('\r\n')
	);
});

test('JSON has the columns that have a value', () => {
	expect(JSON.parse(write('json'))).toEqual([
		{ file: 'a, b.log', line: 6, date: '2026-01-05', action: 'DROP', path: 'SEND' },
		{
			file: 'c.log',
			line: 7,
			date: '2026-01-05',
			action: 'DROP',
			info: '=HYPERLINK("x")',
			path: 'RECEIVE',
			pid: '4'
		}
	]);
});

test('JSON without rows is an empty array', () => {
	const json = rowFormats.find(({ id }) => id === 'json');
	expect(JSON.parse(`${json?.head([]) ?? ''}${json?.tail ?? ''}`)).toEqual([]);
});

test('JSON keeps a column of the log with the same name as one of its own keys', () => {
	const json = rowFormats.find(({ id }) => id === 'json');
	const row = { file: 'a.log', line: 6, raw: '', names: ['file', 'line'], columns: ['x', 'y'] };
	expect(JSON.parse(`[${json?.rows([row], row.names, true) ?? ''}]`)).toEqual([
		{ file: 'a.log', line: 6, 'file (column)': 'x', 'line (column)': 'y' }
	]);
});
