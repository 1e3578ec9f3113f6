/** The packets from which flows are built. */
import type { Expected, FlowPacket } from './flow';
import { PROTOCOL, TCP_FLAG, type Packet } from './packet';

const { SYN, ACK } = TCP_FLAG;
export const LOCAL_PORT = 50000;

export function step(label: string, packet: Packet, expected: Expected = 'ACCEPT'): FlowPacket {
	return { label, packet, expected };
}

type Way = Pick<Packet, 'direction' | 'in'>;

export const goesOut: Way = { direction: 'out' };

export function comesIn(device: string): Way {
	return { direction: 'in', in: device };
}

/** A TCP connection up to its first data: `back` is the path of the answer. */
export function handshake(
	first: Omit<Packet, 'protocol' | 'sport' | 'tcpFlags'>,
	back: Way
): FlowPacket[] {
	const { family } = first;
	const opens: Packet = { ...first, protocol: PROTOCOL.tcp, sport: LOCAL_PORT, tcpFlags: SYN };
	return [
		step('opens', opens),
		step('answer', { family, ...back, replyTo: 0, tcpFlags: SYN | ACK }),
		step('goes on', { ...opens, tcpFlags: ACK })
	];
}
