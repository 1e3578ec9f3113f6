import { underlinedTable } from '../columns';
import { readDelimited } from '../delimited';
import { runningFrom, type ProcessReader, type Running } from './running';

/** Width of the name's column, which truncates longer names. */
export const TASKLIST_NAME = 25;

/** A row of `tasklist /fo csv`, in any language: the name, then the process id. */
const csvRow = /^"[^"]+","\d+"(?:,|\r?$)/;

/** All rows except the head, which `/nh` leaves out. */
function readCsv(text: string): readonly Running[] | undefined {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const whole = lines.filter((line) => csvRow.test(line)).length;
	if (whole === 0 || whole < lines.length - 1) return undefined;
	return readDelimited(text, ',')
		.filter(({ fields }) => /^\d+$/.test(fields[1] ?? ''))
		.map(({ line, fields }) => runningFrom(line, fields[0] ?? '', ''));
}

function readList(text: string): readonly Running[] | undefined {
	if (!/^Image Name:/m.test(text)) return undefined;
	return text.split(/\r?\n/).flatMap((line, index) => {
		const name = /^Image Name:\s*(.+?)\s*$/.exec(line)?.[1];
		return name === undefined ? [] : [runningFrom(index + 1, name, '')];
	});
}

/** In any language: only tasklist draws its ruler like this. With /svc a row may continue below. */
function readTable(text: string): readonly Running[] | undefined {
	if (!/^={2,}(?: =+)+\s*$/m.test(text)) return undefined;
	return underlinedTable(text)?.flatMap(({ line, cells }) => {
		const [name = ''] = cells.values();
		return name === '' ? [] : [runningFrom(line, name, '')];
	});
}

/** `tasklist`, as a table (also /v and /svc), as CSV (/fo csv) or as a list (/fo list). */
export const readTasklist: ProcessReader = (text) => {
	const running = readCsv(text) ?? readList(text) ?? readTable(text);
	return running && { kind: 'tasklist', running };
};
