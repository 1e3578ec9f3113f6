/** A flow as the user has it: packets in order, each as one line. */
export interface Flow {
	readonly id: string;
	readonly name: string;
	readonly packets: readonly string[];
	readonly expected: Expected;
}

/** What should become of a flow; `any` where the user only wants to see. */
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

/** Reads flows that were kept or came by a link; undefined where they are none. */
export function readFlows(raw: unknown): readonly Flow[] | undefined {
	if (!Array.isArray(raw)) return undefined;
	const flows = raw.map(readFlow).filter((flow) => flow !== undefined);
	const ids = new Set(flows.map(({ id }) => id));
	return ids.size === flows.length ? flows : undefined;
}

/** An id that no flow has. */
export function freshId(flows: readonly Flow[]): string {
	const numbers = flows.map(({ id }) => Number(/^f(\d+)$/.exec(id)?.[1] ?? 0));
	return `f${String(Math.max(0, ...numbers) + 1)}`;
}
