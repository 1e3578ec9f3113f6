import { records, underlinedTable, type Row } from '../columns';
import { runningFrom, type ProcessReader } from './running';

const pathOf = ({ cells }: Row): string => cells.get('Path') ?? cells.get('ExecutablePath') ?? '';

const nameOf = ({ cells }: Row): string => cells.get('Name') ?? cells.get('ProcessName') ?? '';

const isProcess = (row: Row): boolean => nameOf(row) !== '' || pathOf(row) !== '';

/** `Get-Process`, plain or with `Select Name, Path`, as a table or as a list; Win32_Process. */
export const readGetProcess: ProcessReader = (text) => {
	const table = (underlinedTable(text) ?? []).filter(isProcess);
	const rows = table.length > 0 ? table : records(text, /^(\w+)\s+: ?(.*)$/).filter(isProcess);
	if (rows.length === 0) return undefined;
	return {
		kind: 'Get-Process',
		running: rows.map((row) => {
			const path = pathOf(row);
			// A path truncated by a narrow window can't be compared.
			return runningFrom(row.line, nameOf(row), /(?:\.\.\.|…)$/.test(path) ? '' : path);
		})
	};
};
