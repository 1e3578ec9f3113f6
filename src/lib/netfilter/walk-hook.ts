/** The rules of a table at a hook. */
import type { Hook, TableName } from '../iptables';
import type { InFlight } from './in-flight';
import type { CompiledChain } from './compile';
import { on, resultOf, type HookResult, type Journey } from './journey';
import type { Kernel } from './kernel';
import { reroute } from './reroute';
import { walkTable, type Decision } from './walk';

/** Walks the chains at the hook; each mangle chain in OUTPUT reroutes a packet that it changed. */
export function filter(
	kernel: Kernel,
	table: Exclude<TableName, 'nat'>,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): HookResult {
	for (const base of basesOf(kernel, table, hook)) {
		const result =
			table === 'mangle' && hook === 'OUTPUT'
				? walkAndRoute(kernel, base, packet, journey)
				: resultOf(walkBase(kernel, base, packet, journey));
		if (result.kind !== 'on') return result;
	}
	return on;
}

function walkAndRoute(
	kernel: Kernel,
	base: CompiledChain,
	packet: InFlight,
	journey: Journey
): HookResult {
	const { src, dst, mark, tos, ttl, family } = packet;
	const decision = walkBase(kernel, base, packet, journey);
	const routed =
		packet.src === src &&
		packet.dst === dst &&
		packet.mark === mark &&
		packet.tos === tos &&
		(family === 'ipv4' || packet.ttl === ttl);
	if (decision.kind === 'drop' || routed) return resultOf(decision);
	return reroute(kernel, packet, journey);
}

/** The chains of a table at a hook: the built-in one, and its former selves renamed by -E. */
export function basesOf(kernel: Kernel, table: TableName, hook: Hook): readonly CompiledChain[] {
	return kernel.tables[table]?.base[hook] ?? [];
}

export function walkBase(
	kernel: Kernel,
	base: CompiledChain,
	packet: InFlight,
	journey: Journey
): Decision {
	const { table } = base;
	packet.table = table;
	const { record = 'matched' } = kernel.options;
	const result = walkTable(
		base,
		packet,
		kernel,
		record === 'verdict' ? undefined : journey.findings,
		record === 'trace'
	);
	if (result.record) journey.recorder?.table(table, result.record);
	return result.decision;
}
