import type { Passage, HookTrace } from '$lib/netfilter';
import type { PathStop } from '../path-stop';

function isTable(
	step: HookTrace['steps'][number]
): step is Extract<typeof step, { kind: 'table' }> {
	return step.kind === 'table';
}

/** The stations of the path picture that the packet passed, in order. */
export function pathStops(passage: Passage): readonly PathStop[] {
	const { hooks, trace, delivered, decidedBy } = passage;
	const stops: PathStop[] = [{ at: hooks[0] === 'OUTPUT' ? 'host' : 'in', tables: [] }];
	for (const [index, hook] of hooks.entries()) {
		const steps = trace?.[index]?.steps ?? [];
		const last = index === hooks.length - 1 && decidedBy !== null;
		const tables = steps.filter(isTable);
		stops.push({
			at: hook,
			tables: tables.map(({ table }, at) => ({
				name: table,
				ended: last && at === tables.length - 1
			}))
		});
		const next = hooks[index + 1];
		if (hook === 'PREROUTING' && (next !== undefined || decidedBy === null))
			stops.push({ at: 'routing', tables: [] });
	}
	if (delivered === 'local') stops.push({ at: 'host', tables: [] });
	if (delivered === 'sent' || delivered === 'forwarded') stops.push({ at: 'out', tables: [] });
	return accepted(stops, passage);
}

/** If the packet was accepted, marks the table that accepted it as the one that ended its path. */
function accepted(stops: readonly PathStop[], passage: Passage): readonly PathStop[] {
	if (passage.verdict !== 'ACCEPT' || passage.lost) return stops;
	const at = stops.findLastIndex(({ tables }) => tables.some(({ name }) => name === 'filter'));
	return stops.map((stop, index) =>
		index === at
			? { ...stop, tables: stop.tables.map((one) => ({ ...one, ended: one.name === 'filter' })) }
			: stop
	);
}

/** The path in words: the same facts as the picture. */
export function pathWords(passage: Passage, word: string): string {
	const parts = pathStops(passage).map(({ at, tables }) => {
		if (at === 'in') return `in on ${passage.injected.in ?? 'any interface'}`;
		if (at === 'out') return `out on ${passage.final?.out ?? 'an interface'}`;
		if (at === 'host') return 'this host';
		if (at === 'routing') return 'routing';
		const asked = tables.map(({ name, ended }) => (ended ? `${name}: ${word}` : name));
		return `${at} (${asked.length === 0 ? 'no table evaluated' : asked.join(', ')})`;
	});
	const end = passage.lost ? `, and no further: ${passage.because ?? 'it is lost'}` : '';
	return `${parts.join(' → ')}${end}.`;
}
