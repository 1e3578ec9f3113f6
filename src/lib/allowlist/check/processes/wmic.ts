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
	/\b(?:ExecutablePath|CommandLine|Caption)\b/.test(line) && !line.includes('=');

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
	const head = text.split(/\r?\n/).find(isHead);
	if (head?.includes(',')) {
		const at = text.indexOf(head);
		const before = text.slice(0, at).split('\n').length - 1;
		const [names, ...rows] = readDelimited(text.slice(at), ',');
		return {
			kind,
			running: rows.flatMap(({ line, fields }) =>
				running(line + before, (name) => fields[names?.fields.indexOf(name) ?? -1] ?? '')
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
