import { readDelimited } from '../delimited';
import { runningFrom, type ProcessReader } from './running';

const nameColumn = /^(?:process ?name|name|image ?name)$/i;
const pathColumn = /^(?:path|executablepath|file ?name)$/i;

/** `Get-Process | Select Name, Path | ConvertTo-Csv` and similar: a head with a name or a path. */
export const readProcessCsv: ProcessReader = (text) => {
	// Windows PowerShell puts the type of the objects before the head.
	const start = /^#TYPE .*\n/.exec(text)?.[0].length ?? 0;
	const [head, ...rows] = readDelimited(text.slice(start), ',');
	const names = head?.fields.map((name) => name.trim()) ?? [];
	const name = names.findIndex((each) => nameColumn.test(each));
	const path = names.findIndex((each) => pathColumn.test(each));
	if (names.length < 2 || (name === -1 && path === -1) || rows.length === 0) return undefined;
	const skipped = start === 0 ? 0 : 1;
	return {
		kind: 'CSV of processes',
		running: rows
			.map(({ line, fields }) =>
				runningFrom(line + skipped, fields[name] ?? '', fields[path] ?? '')
			)
			.filter((each) => each.name !== '')
	};
};
