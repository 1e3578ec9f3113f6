import { underlinedTable } from '../columns';
import { readDelimited } from '../delimited';
import { runningFrom, type ProcessReader } from './running';

/** `tasklist`, as a table, as CSV (/fo csv) or as a list (/fo list). */
export const readTasklist: ProcessReader = (text) => {
	if (/^"?Image Name"?,"?PID"?/m.test(text)) {
		const [, ...rows] = readDelimited(text.slice(text.search(/^"?Image Name/m)), ',');
		const skipped = text.slice(0, text.search(/^"?Image Name/m)).split('\n').length - 1;
		return {
			kind: 'tasklist',
			running: rows.map(({ line, fields }) => runningFrom(line + skipped, fields[0] ?? '', ''))
		};
	}
	if (/^Image Name:/m.test(text)) {
		return {
			kind: 'tasklist',
			running: text.split(/\r?\n/).flatMap((line, index) => {
				const name = /^Image Name:\s*(.+?)\s*$/.exec(line)?.[1];
				return name === undefined ? [] : [runningFrom(index + 1, name, '')];
			})
		};
	}
	const table = underlinedTable(text);
	if (!table?.some(({ cells }) => cells.has('Image Name'))) return undefined;
	return {
		kind: 'tasklist',
		running: table.map(({ line, cells }) => runningFrom(line, cells.get('Image Name') ?? '', ''))
	};
};
