/** Where a packet starts: its entry or exit, before the first hook. */
import { isMulticast } from '../net';
import { foreignSources } from './address-classes';
import { isTunnel } from './host';
import type { InFlight } from './in-flight';
import type { Journey } from './journey';
import type { Kernel } from './kernel';
import { destinationOf, deviceOf } from './known-ends';
import type { AddressNumber, Packet } from './packet';
import { snapshot, type Snapshot } from './trace';

/** Sets the fields that follow from its way in or out; returns the packet as injected. */
export function place(
	kernel: Kernel,
	packet: InFlight,
	described: Packet,
	journey: Journey
): Snapshot {
	if (described.direction === 'in') {
		if (packet.in === null) packet.in = described.in ?? firstInterface(kernel);
		if (packet.src === undefined && packet.in !== 'lo')
			kernel.oracle.narrow?.(packet, 'src', foreignSources(packet.family, ownAddresses(kernel)));
		packet.packetType = packetTypeOf(kernel, packet, described);
		packet.macSource = hasFrame(kernel, packet) ? described.macSource : null;
	} else {
		journey.route = kernel.routing.output(
			packet.family,
			destinationOf(kernel, packet),
			described.out === 'lo' ? undefined : described.out,
			undefined
		);
		packet.out = journey.route.kind === 'out' ? journey.route.device : null;
		// raw_send_hdrinc: the kernel fills in a source that the program omits.
		if (packet.src === 0 && packet.family === 'ipv4' && packet.out !== null)
			packet.src = kernel.routing.sourceTowards(destinationOf(kernel, packet), packet.out) ?? 0;
	}
	return snapshot(packet);
}

function ownAddresses(kernel: Kernel): AddressNumber[] {
	return [...kernel.routing.interfaces.values()].flatMap(({ addresses }) =>
		addresses.map(({ address }) => address)
	);
}

function firstInterface(kernel: Kernel): string {
	return kernel.host.interfaces.find(({ name }) => name !== 'lo')?.name ?? 'lo';
}

/** Whether it comes with an Ethernet header. */
function hasFrame(kernel: Kernel, packet: InFlight): boolean {
	const device = kernel.routing.interfaces.get(deviceOf(kernel, packet));
	return device !== undefined && device.name !== 'lo' && !isTunnel(device);
}

function packetTypeOf(
	kernel: Kernel,
	packet: InFlight,
	{ packetType }: Packet
): InFlight['packetType'] {
	if (!hasFrame(kernel, packet)) return 'unicast';
	if (packetType) return packetType;
	const { dst } = packet;
	if (dst === null || dst === undefined) return 'unicast';
	if (isMulticast(dst)) return 'multicast';
	return kernel.routing.isBroadcast(dst) ? 'broadcast' : 'unicast';
}
