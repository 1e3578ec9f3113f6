/** The packets that flows are put together from. */
import type { Family } from '../iptables';
import type { Expected, FlowPacket } from './flow';
import { PROTOCOL, TCP_FLAG, type Packet } from './packet';

const { SYN, ACK } = TCP_FLAG;
export const LOCAL_PORT = 50000;

export function step(label: string, packet: Packet, expected: Expected = 'ACCEPT'): FlowPacket {
	return { label, packet, expected };
}

/** A TCP connection up to its first data: `first` opens it, the answer comes back `by` there. */
export function handshake(
	first: Omit<Packet, 'protocol' | 'sport' | 'tcpFlags'>,
	by: Pick<Packet, 'direction' | 'in'>
): FlowPacket[] {
	const { family } = first;
	const opens: Packet = { ...first, protocol: PROTOCOL.tcp, sport: LOCAL_PORT, tcpFlags: SYN };
	return [
		step('opens', opens),
		step('answer', { family, ...by, replyTo: 0, tcpFlags: SYN | ACK }),
		step('goes on', { ...opens, tcpFlags: ACK })
	];
}

type Addressed = Pick<Packet, 'src' | 'dst'>;

export function handshakeIn(
	family: Family,
	device: string,
	ends: Addressed,
	port: number
): FlowPacket[] {
	return handshake(
		{ family, direction: 'in', in: device, ...ends, dport: port },
		{ direction: 'out' }
	);
}

export function handshakeOut(
	family: Family,
	device: string,
	ends: Addressed,
	port: number
): FlowPacket[] {
	return handshake(
		{ family, direction: 'out', ...ends, dport: port },
		{ direction: 'in', in: device }
	);
}
