import { records, underlinedTable, type Row } from '../columns';
import { runningFrom, type ProcessReader } from './running';

const nameOf = ({ cells }: Row): string => cells.get('Name') ?? cells.get('ProcessName') ?? '';

/** `Get-Process`, plain or with `Select Name, Path`, as a table or as a list. */
export const readGetProcess: ProcessReader = (text) => {
	const table = (underlinedTable(text) ?? []).filter((row) => nameOf(row) !== '');
	const rows =
		table.length > 0
			? table
			: records(text, /^(\w+)\s+: ?(.*)$/).filter((row) => nameOf(row) !== '');
	if (rows.length === 0) return undefined;
	return {
		kind: 'Get-Process',
		running: rows.map((row) => {
			const path = row.cells.get('Path') ?? '';
			// A path that the window was too narrow for is no path to compare.
			return runningFrom(row.line, nameOf(row), /(?:\.\.\.|…)$/.test(path) ? '' : path);
		})
	};
};
