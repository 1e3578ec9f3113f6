/** One changed run of lines between two texts that differ in one place. */
export type Diff = {
	/** Line of the first change, from 1. */
	readonly line: number;
	readonly removed: readonly string[];
	readonly added: readonly string[];
	/** The lines before and after it, for orientation. */
	readonly before: readonly string[];
	readonly after: readonly string[];
};

const CONTEXT = 1;

export function diffOf(from: string, to: string): Diff {
	const a = from.split(/\r?\n/);
	const b = to.split(/\r?\n/);
	let head = 0;
	while (head < a.length && head < b.length && a[head] === b[head]) head++;
	let tail = 0;
	const most = Math.min(a.length, b.length) - head;
	while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
	return {
		line: head + 1,
		removed: a.slice(head, a.length - tail),
		added: b.slice(head, b.length - tail),
		before: a.slice(Math.max(0, head - CONTEXT), head),
		after: a.slice(a.length - tail, a.length - tail + CONTEXT)
	};
}
