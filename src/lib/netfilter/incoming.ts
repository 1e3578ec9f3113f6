/** The path of incoming packets: to the host itself, or through it. */
import { ended } from './ended';
import { routeText } from './event-text';
import { runHook } from './hook';
import { hopByHopRefused } from './hop-by-hop';
import type { InFlight } from './in-flight';
import type { Journey } from './journey';
import type { Kernel } from './kernel';
import { sourceOf, destinationOf, deviceOf } from './known-ends';
import { arrived, lost, type Arrival } from './passage';
import { kernelAnswer } from './reject';

/** A packet from the network; some are refused before any hook. */
export function receiveFromOutside(kernel: Kernel, packet: InFlight, journey: Journey): Arrival {
	const refused =
		packet.packetType === 'otherhost'
			? 'its link-layer address is that of another host'
			: (kernel.routing.refusedAtOnce(
					sourceOf(kernel, packet),
					packet.dst ?? 0,
					deviceOf(kernel, packet)
				) ?? hopByHopRefused(packet));
	if (refused !== undefined) return lost('before-hooks', refused);
	return receive(kernel, packet, journey, false);
}

/** From PREROUTING on. `routed`: it came over lo and has its route already. */
export function receive(
	kernel: Kernel,
	packet: InFlight,
	journey: Journey,
	routed: boolean
): Arrival {
	packet.out = null;
	const { dst } = packet;
	const result = runHook(kernel, 'PREROUTING', packet, journey);
	if (result.kind !== 'on') return ended(kernel, packet, result);
	if (routed && packet.dst === dst) return deliver(kernel, packet, journey);
	const { protocol } = packet;
	const route = kernel.routing.input(
		sourceOf(kernel, packet),
		destinationOf(kernel, packet),
		deviceOf(kernel, packet),
		protocol ?? 0
	);
	journey.recorder?.event('routing', route.kind === 'lost' ? route.because : routeText(route));
	if (route.kind === 'lost') {
		const { because, error } = route;
		const answer = error ? kernelAnswer(packet, error, kernel.routing) : null;
		return { ...lost('routing-after-PREROUTING', because), answer };
	}
	return route.kind === 'local'
		? deliver(kernel, packet, journey)
		: forward(kernel, packet, journey, route.device);
}

function deliver(kernel: Kernel, packet: InFlight, journey: Journey): Arrival {
	const fragment = packet.moreFragments || (packet.fragmentOffset ?? 0) > 0;
	const defragments = fragment && packet.family === 'ipv4';
	if (defragments && kernel.fragments.add(packet, 'delivery') === 'kept')
		return lost('fragment-queued', 'it waits for the other fragments of its datagram');
	const result = runHook(kernel, 'INPUT', packet, journey);
	if (result.kind !== 'on') return ended(kernel, packet, result);
	return arrived('local');
}

/** What was put together may be cut apart again, as it was: ip_exceeds_mtu, ip6_pkt_too_big. */
function isTooLong(
	{ length, family, df, largestFragment = Infinity }: InFlight,
	mtu: number
): boolean {
	return (length ?? 0) > mtu && (family === 'ipv6' || df) && largestFragment > mtu;
}

function forward(kernel: Kernel, packet: InFlight, journey: Journey, device: string): Arrival {
	const { ttl, packetType } = packet;
	if (packetType !== 'unicast')
		return lost(
			'routing-after-PREROUTING',
			`the kernel does not forward what came as link-layer ${packetType ?? 'broadcast'}`
		);
	if (ttl === undefined)
		kernel.oracle.choose?.(packet, 'ttl', [{ kind: 'numbers', ranges: [[0, 1]] }]);
	const least = ttl ?? Number(kernel.oracle.sample?.(packet, 'ttl') ?? 64);
	if (least <= 1) {
		const name = packet.family === 'ipv4' ? 'TTL' : 'hop limit';
		const answer = kernelAnswer(packet, 'time-exceeded', kernel.routing);
		return { ...lost('routing-after-PREROUTING', `its ${name} runs out here`), answer };
	}
	const refused =
		device === packet.in ? undefined : kernel.routing.forwardRefused(sourceOf(kernel, packet));
	if (refused !== undefined) return lost('routing-after-PREROUTING', refused);
	const mtu = kernel.routing.mtuOf(device);
	if (isTooLong(packet, mtu))
		return {
			...lost(
				'routing-after-PREROUTING',
				`it is longer than the ${mtu} octets that ${device} takes`
			),
			answer: kernelAnswer(packet, 'too-long', kernel.routing)
		};
	if (typeof ttl === 'number') packet.ttl = ttl - 1;
	packet.out = device;
	const result = runHook(kernel, 'FORWARD', packet, journey);
	if (result.kind !== 'on') return ended(kernel, packet, result);
	const last = runHook(kernel, 'POSTROUTING', packet, journey);
	return last.kind === 'on' ? arrived('forwarded') : ended(kernel, packet, last);
}
