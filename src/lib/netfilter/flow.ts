/** Named sequences of packets with the verdict expected for each. */
import type { Family } from '../iptables';
import { connectorFlows } from './connector-flows';
import { addressOn, endsOf, type Ends } from './flow-ends';
import { comesIn, handshake } from './flow-steps';
import { isTunnel, type Host } from './host';
import type { Packet } from './packet';
import { usualFlows } from './usual-flows';

export type Expected = 'ACCEPT' | 'DROP' | 'REJECT';

export interface FlowPacket {
	readonly packet: Packet;
	/** What the packet is in the flow: "the answer". */
	readonly label: string;
	readonly expected: Expected;
}

export interface Flow {
	readonly id: string;
	readonly name: string;
	/** What it represents, in one sentence. */
	readonly about: string;
	readonly packets: readonly FlowPacket[];
}

/** From one network of the host to another, on a host that forwards. */
function forwardedFlows(host: Host, { family, uplink, remote }: Ends): Flow[] {
	const inner = host.interfaces.find(
		(each) =>
			each.name !== 'lo' &&
			each.name !== uplink &&
			!isTunnel(each) &&
			addressOn(each, family) !== undefined
	);
	const own = inner && addressOn(inner, family);
	if (!host.forwarding || !inner || own === undefined) return [];
	const client = typeof own === 'bigint' ? own + 40n : own + 40;
	return [
		{
			id: 'forwarded',
			name: 'Forwarded connection',
			about: `A machine behind ${inner.name} reaches the internet through this host.`,
			packets: handshake(
				{ family, ...comesIn(inner.name), src: client, dst: remote, dport: 443 },
				comesIn(uplink)
			)
		}
	];
}

/** The flows worth trying on a host, those of Client Connector first. */
export function flowsFor(host: Host, family: Family = 'ipv4'): readonly Flow[] {
	const ends = endsOf(host, family);
	return ends ? [...connectorFlows(ends), ...usualFlows(ends), ...forwardedFlows(host, ends)] : [];
}
