/** A flow as the user writes it: packets in order, each as one line. */
export interface Flow {
	readonly id: string;
	readonly name: string;
	readonly packets: readonly string[];
	readonly expected: Expected;
}

/** The expected outcome of a flow; `any` if there is none. */
export const expectations = ['any', 'ACCEPT', 'DROP', 'REJECT'] as const;
export type Expected = (typeof expectations)[number];

export function isExpected(text: unknown): text is Expected {
	return expectations.some((one) => one === text);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readFlow(raw: unknown): Flow | undefined {
	if (!isRecord(raw)) return undefined;
	const { id, name, packets, expected } = raw;
	if (typeof id !== 'string' || typeof name !== 'string' || !isExpected(expected)) return undefined;
	if (!Array.isArray(packets)) return undefined;
	const lines = packets.filter((line) => typeof line === 'string');
	return lines.length > 0 ? { id, name, packets: lines, expected } : undefined;
}

/** Reads flows from storage or a link; undefined if they are invalid. */
export function readFlows(raw: unknown): readonly Flow[] | undefined {
	if (!Array.isArray(raw)) return undefined;
	const flows = raw.map(readFlow).filter((flow) => flow !== undefined);
	const ids = new Set(flows.map(({ id }) => id));
	return ids.size === flows.length ? flows : undefined;
}

/** An unused id. */
export function freshId(flows: readonly Flow[]): string {
	const numbers = flows.map(({ id }) => Number(/^f(\d+)$/.exec(id)?.[1] ?? 0));
	return `f${String(Math.max(0, ...numbers) + 1)}`;
}
