import { headedTable, records } from '../columns';
import { readDelimited } from '../delimited';
import { programOf } from './command-line';
import { runningFrom, type ProcessReader, type Running } from './running';

function running(line: number, get: (name: string) => string): Running[] {
	const name = get('Name') || get('Caption');
	const path = get('ExecutablePath') || programOf(get('CommandLine'));
	return name === '' && path === '' ? [] : [runningFrom(line, name, path)];
}

const isHead = (line: string): boolean =>
	/\b(?:ExecutablePath|CommandLine|Caption|HandleCount)\b/.test(line) && !line.includes('=');

/** `wmic process get Name,ExecutablePath`, as a table, as CSV or as a list. */
export const readWmic: ProcessReader = (text) => {
	const kind = 'wmic process';
	if (/^(?:Name|Caption|ExecutablePath|CommandLine)=/m.test(text)) {
		const rows = records(text, /^(\w+)=(.*)$/);
		return {
			kind,
			running: rows.flatMap(({ line, cells }) => running(line, (name) => cells.get(name) ?? ''))
		};
	}
	const lines = text.split(/\r?\n/);
	const at = lines.findIndex(isHead);
	const head = lines[at];
	// PowerShell underlines the same names.
	if (/^\s*-+(?:\s+-+)*\s*$/.test(lines[at + 1] ?? '')) return undefined;
	if (head?.includes(',')) {
		const [names, ...rows] = readDelimited(lines.slice(at).join('\n'), ',');
		return {
			kind,
			running: rows.flatMap(({ line, fields }) =>
				running(line + at, (name) => fields[names?.fields.indexOf(name) ?? -1] ?? '')
			)
		};
	}
	const table = headedTable(text, isHead);
	if (!table) return undefined;
	return {
		kind,
		running: table.flatMap(({ line, cells }) => running(line, (name) => cells.get(name) ?? ''))
	};
};
