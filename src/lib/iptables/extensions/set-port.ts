/** The port of an ipset element: ip_set_get_ip4_port in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset/ip_set_getport.c */
import { protocolNumber, servicePort } from '../../net';
import type { PacketView } from '../evaluation';
import { icmp6Names, icmpNames } from './types/icmp';

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const ICMPV6 = 58;

export type PortFit = boolean | 'open';

/** ICMP has type and code in place of a port; protocols without ports have 0. */
function portOf(packet: PacketView, side: 'src' | 'dst'): number | undefined {
	const { protocol, icmpType, icmpCode } = packet;
	if (protocol === ICMP || protocol === ICMPV6)
		return icmpType === undefined || icmpCode === undefined
			? undefined
			: ((icmpType ?? 0) << 8) | (icmpCode ?? 0);
	const port = side === 'src' ? packet.sport : packet.dport;
	return port === null ? 0 : port;
}

function numberOf(word: string, protocol: number | undefined): number {
	if (protocol === ICMP || protocol === ICMPV6) {
		const [type = '', code = '0'] = word.split('/');
		if (/^\d+$/.test(type)) return (Number(type) << 8) | Number(code);
		const named = (protocol === ICMP ? icmpNames : icmp6Names).find(([name]) => name === word);
		return named ? (named[1] << 8) | (named[2] ?? 0) : -1;
	}
	return /^\d+$/.test(word) ? Number(word) : (servicePort(word) ?? -1);
}

function isBetween(text: string, port: number, protocol: number | undefined): boolean {
	const [first = '', second = first] =
		protocol === ICMP || protocol === ICMPV6 ? [text] : text.split('-');
	return port >= numberOf(first, protocol) && port <= numberOf(second, protocol);
}

/** `[protocol:]port[-port]`; without a protocol, TCP. */
export function fitsPort(text: string, packet: PacketView, side: 'src' | 'dst'): PortFit {
	const colon = text.indexOf(':');
	const named = colon < 0 ? 'tcp' : text.slice(0, colon);
	const protocol = /^\d+$/.test(named) ? Number(named) : protocolNumber(named);
	if (packet.protocol === undefined) return 'open';
	if (packet.protocol !== protocol) return false;
	const port = portOf(packet, side);
	return port === undefined ? 'open' : isBetween(text.slice(colon + 1), port, protocol);
}

/** An element of `bitmap:port`: a port of TCP or UDP alike. */
export function fitsAnyPort(text: string, packet: PacketView, side: 'src' | 'dst'): PortFit {
	if (packet.protocol === undefined) return 'open';
	if (packet.protocol !== TCP && packet.protocol !== UDP) return false;
	const port = portOf(packet, side);
	return port === undefined ? 'open' : isBetween(text, port, TCP);
}
