import { EITHER_ADDRESS, type Dimension } from '$lib/pfirewall';

const names: ReadonlyMap<string, string> = new Map([
	[EITHER_ADDRESS, 'source or destination'],
	['src-ip', 'source'],
	['dst-ip', 'destination'],
	['src-port', 'source port'],
	['dst-port', 'destination port'],
	['path', 'direction'],
	['pid', 'process id']
]);

/** A column in words; the header's own name if there are none. */
export function columnName(column: string): string {
	return names.get(column) ?? column;
}

/** The tables of a summary, in the order of the page, with the column that a row of one filters by. */
export const tables: readonly {
	readonly dimension: Dimension;
	readonly title: string;
	readonly column: string | undefined;
}[] = [
	{ dimension: 'address', title: 'Address in range', column: EITHER_ADDRESS },
	{ dimension: 'port', title: 'Destination port', column: 'dst-port' },
	{ dimension: 'direction', title: 'Direction', column: 'path' },
	{ dimension: 'protocol', title: 'Protocol', column: 'protocol' },
	{ dimension: 'range', title: 'Range', column: EITHER_ADDRESS },
	{ dimension: 'source', title: 'Source', column: 'src-ip' },
	{ dimension: 'destination', title: 'Destination', column: 'dst-ip' },
	{ dimension: 'hour', title: 'Hour, local time', column: undefined }
];
