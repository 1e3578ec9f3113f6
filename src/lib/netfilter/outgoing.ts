/** The path of packets that the host sends. */
import { ended } from './ended';
import { hopByHopRefused } from './hop-by-hop';
import { runHook } from './hook';
import type { InFlight } from './in-flight';
import { receive } from './incoming';
import type { Journey } from './journey';
import type { Kernel } from './kernel';
import { sourceOf } from './known-ends';
import { sendCopy } from './loop-back';
import { arrived, lost, type Arrival } from './passage';

/** From the routing of a local packet on; `insisted`: the device that its socket is bound to. */
export function sendOut(
	kernel: Kernel,
	packet: InFlight,
	insisted: string | undefined,
	journey: Journey
): Arrival {
	const { route } = journey;
	if (!route || route.kind === 'error')
		return lost(`send-error:${route?.error ?? 'ENETUNREACH'}`, route?.because ?? '');
	const mtu = kernel.routing.mtuOf(route.device);
	if ((packet.length ?? 0) > mtu)
		return lost(
			'send-error:EMSGSIZE',
			`it is longer than the ${mtu} octets that ${route.device} takes`
		);
	packet.in = null;
	packet.out = route.device;
	const result = runHook(kernel, 'OUTPUT', packet, journey);
	if (result.kind !== 'on') return ended(kernel, packet, result);
	const way = journey.route;
	if (way?.kind !== 'out') return lost('send-error:ENETUNREACH', insisted ?? '');
	packet.out = way.device;
	journey.copy = sendCopy(kernel, packet, way, journey);
	const last = runHook(kernel, 'POSTROUTING', packet, journey);
	if (last.kind !== 'on') return ended(kernel, packet, last);
	if (way.device !== 'lo') return arrived('sent');
	packet.in = 'lo';
	packet.socket = 'none';
	packet.uid = packet.gid = null;
	const refused =
		kernel.routing.refusedAtOnce(sourceOf(kernel, packet), packet.dst ?? 0, 'lo') ??
		hopByHopRefused(packet);
	if (refused !== undefined) return lost('lo', refused);
	return receive(kernel, packet, journey, true);
}
