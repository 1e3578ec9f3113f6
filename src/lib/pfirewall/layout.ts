/**
 * The columns of the log, taken from its `#Fields:` line.
 * Source: https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/ff428145(v=ws.11)
 */

/** The columns written by Windows since version 1.5 of the format; newer builds add `pid`. */
const USUAL =
	'date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path';

/** Columns without which a `#Fields:` line belongs to some other log (IIS writes one too). */
const NEEDED = ['date', 'time', 'action', 'src-ip', 'dst-ip'] as const;

export interface Layout {
	/** Every column in order, including those that this reader doesn't know. */
	readonly names: readonly string[];
	/**
	 * The names a row may have: `pid` is also written by builds whose header doesn't name it
	 * (field samples of one year have it with and without).
	 */
	readonly allNames: readonly string[];
	/** `date`, `time` and `action` come first, so the action starts 20 bytes into each row. */
	readonly fixed: boolean;
}

function layoutOf(names: readonly string[]): Layout {
	return {
		names,
		allNames: names.includes('pid') ? names : [...names, 'pid'],
		fixed: names[0] === 'date' && names[1] === 'time' && names[2] === 'action'
	};
}

/** The layout for rows without a header before them. */
export const USUAL_LAYOUT: Layout = layoutOf(USUAL.split(' '));

/** Whether a comment of the log names the columns of the rows after it. */
export function isFieldsLine(comment: string): boolean {
	return /^#fields:/i.test(comment);
}

/** The layout that a `#Fields:` line sets; undefined if it is not that of a firewall log. */
export function readLayout(line: string): Layout | undefined {
	const names = line
		.slice(line.indexOf(':') + 1)
		.trim()
		.split(/\s+/)
		.map((name) => name.toLowerCase());
	return NEEDED.every((name) => names.includes(name)) ? layoutOf(names) : undefined;
}

/** A column's index in a row; -1 if the log has no such column. */
export function columnOf(layout: Layout, name: string): number {
	return layout.allNames.indexOf(name);
}

/** Whether source and destination are the two columns after action and protocol. */
export function hasUsualAddresses(layout: Layout): boolean {
	return layout.fixed && columnOf(layout, 'src-ip') === 4 && columnOf(layout, 'dst-ip') === 5;
}

export function sameLayout(a: Layout, b: Layout): boolean {
	return (
		a.names.length === b.names.length && a.names.every((name, index) => name === b.names[index])
	);
}
