/** What conntrack does in the hooks: it attaches a connection to a packet, and confirms it last. */
import type { Hook } from '../iptables';
import { flagClasses, icmpClasses } from './conntrack-classes';
import { conntrackText } from './event-text';
import { giveState } from './given-state';
import { reads } from './helper';
import type { InFlight } from './in-flight';
import { on, type HookResult, type Journey } from './journey';
import type { Kernel } from './kernel';
import { zoneOf } from './template';

/** Finds or creates the connection of a packet; if the zone is unknown, it may be any. */
export function track(kernel: Kernel, packet: InFlight, journey: Journey): void {
	if (packet.givenState === undefined && !packet.entry && !zoneOf(packet)) {
		packet.givenState = 'open';
		packet.variables = { ...packet.variables, state: `${packet.name}.state` };
	}
	if (packet.givenState !== undefined) giveState(kernel, packet);
	else if (packet.tcpFlags === undefined || packet.icmpType === undefined)
		trackOpen(kernel, packet);
	else kernel.conntrack.take(packet);
	packet.template = undefined;
	if (journey.state === null && packet.entry) journey.direction = packet.direction;
	journey.state ??= packet.state;
	journey.recorder?.event('conntrack', conntrackText(packet));
}

/** How conntrack handles a packet depends on flags and type: one case for each kind of them. */
function trackOpen(kernel: Kernel, packet: InFlight): void {
	const { tcpFlags, icmpType } = packet;
	if (tcpFlags === undefined) {
		kernel.oracle.choose?.(packet, 'tcpFlags', flagClasses);
		packet.tcpFlags = Number(kernel.oracle.sample?.(packet, 'tcpFlags') ?? 2);
	}
	if (icmpType === undefined) {
		kernel.oracle.choose?.(packet, 'icmpType', icmpClasses[packet.family]);
		packet.icmpType = Number(kernel.oracle.sample?.(packet, 'icmpType') ?? 8);
	}
	kernel.conntrack.take(packet);
	packet.tcpFlags = tcpFlags;
	packet.icmpType = icmpType;
}

/**
 * Shows the packet to the helper of its connection, and puts a new connection into the table; drops
 * the packet if another connection has taken its place. The payload that a helper reads is assumed
 * to be well-formed: some helpers drop malformed packets.
 */
export function confirm(
	kernel: Kernel,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): HookResult {
	const { entry } = packet;
	if (entry?.helper && packet.state !== 'RELATED' && reads(entry.helper, packet))
		kernel.connections.hasRead(entry);
	if (!entry || entry.confirmed || entry.dead || packet.direction === 'reply') return on;
	if (kernel.connections.confirm(entry)) {
		journey.recorder?.event('confirm', 'the connection enters the table');
		return on;
	}
	const because = 'another connection already has these addresses and ports';
	return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
}
