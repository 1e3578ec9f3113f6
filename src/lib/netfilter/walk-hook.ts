/** The rules of a table in a hook. */
import type { Hook, TableName } from '../iptables';
import type { InFlight } from './in-flight';
import { resultOf, type HookResult, type Journey } from './journey';
import type { Kernel } from './kernel';
import { reroute } from './reroute';
import { walkTable, type Decision } from './walk';

/** Walks the built-in chain; mangle in OUTPUT routes again what it has changed. */
export function filter(
	kernel: Kernel,
	table: Exclude<TableName, 'nat'>,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): HookResult {
	if (table !== 'mangle' || hook !== 'OUTPUT')
		return resultOf(walkHook(kernel, table, hook, packet, journey));
	const { src, dst, mark, tos, ttl, family } = packet;
	const decision = walkHook(kernel, table, hook, packet, journey);
	const routed =
		packet.src === src &&
		packet.dst === dst &&
		packet.mark === mark &&
		packet.tos === tos &&
		(family === 'ipv4' || packet.ttl === ttl);
	if (decision.kind === 'drop' || routed) return resultOf(decision);
	return reroute(kernel, packet, journey);
}

/** What the built-in chain of a table decides; where there is none, the packet goes on. */
export function walkHook(
	kernel: Kernel,
	table: TableName,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): Decision {
	const base = kernel.tables[table]?.base[hook];
	if (!base) return { kind: 'accept' };
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
