/** The port by which a packet is looked up: ip_set_get_ip4_port in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset/ip_set_getport.c */
import type { PacketView } from '../evaluation';
import type { Part } from '../ipset';

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const ICMPV6 = 58;

/** How many octets of the header the kernel requires. */
const headers: ReadonlyMap<number, number> = new Map([
	[TCP, 20],
	[UDP, 8],
	[136, 8],
	[132, 12],
	[ICMP, 8],
	[ICMPV6, 8]
]);

/** Undefined: a field is open; false: the packet has none, so it is in no such set. */
export type Asked = Part | undefined | false;

/** ICMP has type and code in place of a port; protocols without ports have 0. */
export function portOf(packet: PacketView, side: 'src' | 'dst'): Asked {
	const { protocol, fragmentOffset, family, icmpType, icmpCode } = packet;
	if (protocol === undefined) return undefined;
	if (protocol === null || protocol === 0) return false;
	const header = headers.get(protocol);
	const ported = header !== undefined && !(family === 'ipv4' && protocol === ICMPV6);
	if (fragmentOffset && (family === 'ipv6' || ported)) return false;
	if (header === undefined || fragmentOffset) return { kind: 'port', protocol, port: 0 };
	if (packet.layer4Length < header) return false;
	if (protocol === ICMP || protocol === ICMPV6) {
		if (icmpType === undefined || icmpCode === undefined) return undefined;
		return { kind: 'port', protocol, port: ((icmpType ?? 0) << 8) | (icmpCode ?? 0) };
	}
	const port = side === 'src' ? packet.sport : packet.dport;
	return port === undefined ? undefined : { kind: 'port', protocol, port: port ?? 0 };
}

/** For bitmap:port: the TCP or UDP port. */
export function anyPortOf(packet: PacketView, side: 'src' | 'dst'): Asked {
	const { protocol } = packet;
	if (protocol !== undefined && protocol !== TCP && protocol !== UDP) return false;
	const asked = portOf(packet, side);
	return asked && asked.kind === 'port' ? { ...asked, protocol: 0 } : asked;
}
