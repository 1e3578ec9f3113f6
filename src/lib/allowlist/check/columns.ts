/** A row of a table: the values of its columns, by the names in the table's head. */
export interface Row {
	readonly line: number;
	readonly cells: ReadonlyMap<string, string>;
}

/** The head's names, each with the column of the text that it starts at. */
type Head = readonly { readonly name: string; readonly start: number }[];

function rowsBelow(lines: readonly string[], from: number, head: Head): readonly Row[] {
	return lines.slice(from).flatMap((text, index) => {
		if (text.trim() === '') return [];
		const cells = head.map(
			({ name, start }, at) => [name, text.slice(start, head[at + 1]?.start).trim()] as const
		);
		return [{ line: from + index + 1, cells: new Map(cells) }];
	});
}

/**
 * A table with an underlined head, as PowerShell (`----`) and tasklist (`====`) print it.
 * `undefined` if there is none.
 */
export function underlinedTable(text: string): readonly Row[] | undefined {
	const lines = text.split(/\r?\n/);
	const ruler = lines.findIndex((line) => /^\s*(?:-{2,}|={2,})(?:\s+(?:-+|=+))*\s*$/.test(line));
	const names = lines[ruler - 1];
	const rule = lines[ruler];
	if (ruler < 1 || names === undefined || rule === undefined) return undefined;
	const head = [...rule.matchAll(/[-=]+/g)].map(({ 0: dashes, index }, at, all) => ({
		name: names.slice(index, all[at + 1]?.index ?? names.length).trim() || dashes,
		start: index
	}));
	return rowsBelow(lines, ruler + 1, head);
}

/** A table whose columns start at the words of its head, as wmic prints it. */
export function headedTable(
	text: string,
	isHead: (line: string) => boolean
): readonly Row[] | undefined {
	const lines = text.split(/\r?\n/);
	const at = lines.findIndex(isHead);
	const names = lines[at];
	if (names === undefined) return undefined;
	const head = [...names.matchAll(/\S+/g)].map(({ 0: name, index }) => ({ name, start: index }));
	return rowsBelow(lines, at + 1, head);
}

/** Blocks of `Name : value` or `Name: value` lines, separated by blank lines; a value may continue on later lines. */
export function records(text: string, separator: RegExp): readonly Row[] {
	const found: Row[] = [];
	let cells = new Map<string, string>();
	let line = 0;
	let last: string | undefined;
	const close = (): void => {
		if (cells.size > 0) found.push({ line, cells });
		cells = new Map();
		last = undefined;
	};
	for (const [index, written] of text.split(/\r?\n/).entries()) {
		const match = separator.exec(written);
		const name = match?.[1]?.trim();
		if (written.trim() === '') close();
		else if (name !== undefined && match !== null) {
			// A repeated name starts the next record, if blank lines were lost.
			if (cells.has(name)) close();
			if (cells.size === 0) line = index + 1;
			cells.set(name, match[2]?.trim() ?? '');
			last = name;
		} else if (last !== undefined && /^\s/.test(written)) {
			cells.set(last, `${cells.get(last) ?? ''} ${written.trim()}`.trim());
		}
	}
	close();
	return found;
}
