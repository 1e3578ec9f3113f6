/** The nat table at a hook. */
import type { Hook } from '../iptables';
import type { Connection } from './connection';
import { natText } from './event-text';
import type { InFlight } from './in-flight';
import { on, type HookResult, type Journey } from './journey';
import type { Kernel } from './kernel';
import { isSettled } from './nat';
import { translateError, translatePacket } from './nat-rewrite';
import { reroute } from './reroute';
import { snapshot } from './trace';
import { basesOf, walkBase } from './walk-hook';

/** nf_nat_inet_fn */
export function translate(
	kernel: Kernel,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): HookResult {
	const { entry } = packet;
	if (!entry || !translates(kernel)) return on;
	const manipulation = hook === 'PREROUTING' || hook === 'OUTPUT' ? 'destination' : 'source';
	const before = journey.recorder && snapshot(packet);
	if (packet.state === 'RELATED' && !entry.expectedBy) {
		if (!translateError(packet, manipulation)) {
			const because = 'an ICMP error that cannot be translated back';
			return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
		}
	} else {
		const drawn = kernel.drawn;
		kernel.drawn = false;
		if (packet.state !== 'ESTABLISHED' && !isSettled(entry, manipulation)) {
			for (const base of basesOf(kernel, 'nat', hook)) {
				const decision = walkBase(kernel, base, packet, journey);
				if (decision.kind === 'drop') return decision;
				if (isSettled(entry, manipulation)) break;
			}
			if (!isSettled(entry, manipulation)) kernel.nat.setUpNull(entry, manipulation);
		} else if (hasMovedFrom(entry, hook, packet)) {
			kernel.connections.delete(entry);
			const because = `the connection was masqueraded as ${entry.masqueradeOn ?? ''} and now leaves elsewhere`;
			return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
		}
		kernel.drawn ||= drawn;
		if (!translatePacket(packet, manipulation)) {
			const because = 'its header is too short to be translated';
			return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
		}
	}
	if (journey.recorder && before) journey.recorder.event('nat', natText(before, packet));
	if (hook !== 'OUTPUT') return on;
	const [own, other] =
		packet.direction === 'original' ? [entry.original, entry.reply] : [entry.reply, entry.original];
	return own.dst === other.src ? on : reroute(kernel, packet, journey);
}

/** Whether the nat table is hooked: with nft, once one of its built-in chains exists. */
function translates(kernel: Kernel): boolean {
	const { nat } = kernel.tables;
	return nat !== undefined && Object.keys(nat.base).length > 0;
}

function hasMovedFrom(entry: Connection, hook: Hook, packet: InFlight): boolean {
	return (
		hook === 'POSTROUTING' &&
		packet.direction === 'original' &&
		entry.masqueradeOn !== undefined &&
		entry.masqueradeOn !== packet.out
	);
}
