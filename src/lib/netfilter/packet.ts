/**
 * The description of a packet, as a person gives it: plain data. Omitted fields take
 * the customary value named beside them; fields named in `open` may have any value.
 */
import type { ConnectionState, Family, FieldName } from '../iptables';
import type { AddressNumber } from '../net';

export type { AddressNumber };

/** Fields whose value a description may leave open. */
export type OpenField = Extract<
	FieldName,
	| 'src'
	| 'dst'
	| 'protocol'
	| 'sport'
	| 'dport'
	| 'tcpFlags'
	| 'icmpType'
	| 'icmpCode'
	| 'length'
	| 'ttl'
	| 'tos'
	| 'mark'
	| 'uid'
	| 'gid'
	| 'in'
>;

export const PROTOCOL = {
	icmp: 1,
	igmp: 2,
	tcp: 6,
	udp: 17,
	dccp: 33,
	gre: 47,
	icmpv6: 58,
	sctp: 132,
	udplite: 136
} as const;

export const TCP_FLAG = {
	FIN: 1,
	SYN: 2,
	RST: 4,
	PSH: 8,
	ACK: 16,
	URG: 32,
	ECE: 64,
	CWR: 128
} as const;
export type TcpFlagName = keyof typeof TCP_FLAG;

export interface TcpOption {
	readonly kind: number;
	/** The octets after kind and length; kinds 0 and 1 have neither. */
	readonly data: readonly number[];
}

export interface Fragment {
	/** In units of 8 octets. */
	readonly offset: number;
	readonly more: boolean;
	/** Octets of layer 4 of the whole datagram, of which this is a slice. If omitted, the first
	 * fragment has the header, later ones have only meaningless octets. */
	readonly total?: number;
}

export interface Packet {
	readonly family: Family;
	/** `in`: comes in on an interface, to be delivered or forwarded. `out`: this host sends it. */
	readonly direction: 'in' | 'out';
	readonly in?: string;
	/** Direction out: the interface that the sender is bound to; else routing chooses. */
	readonly out?: string;
	readonly src?: AddressNumber;
	readonly dst?: AddressNumber;
	/** TCP if omitted. */
	readonly protocol?: number;
	readonly sport?: number;
	readonly dport?: number;
	/** SYN if omitted. */
	readonly tcpFlags?: number;
	/** 1000 with SYN, else 1001; 1001 with ACK, else 0: inside every window of conntrack. */
	readonly seq?: number;
	readonly ack?: number;
	/** 64240 if omitted. */
	readonly window?: number;
	readonly tcpOptions?: readonly TcpOption[];
	/** Echo request if omitted. */
	readonly icmpType?: number;
	readonly icmpCode?: number;
	/** 1 if omitted. */
	readonly icmpId?: number;
	readonly icmpSeq?: number;
	/** The packet that an ICMP error quotes: described, or the n-th of the flow as last seen. */
	readonly quote?: Packet | { readonly packet: number };
	/** Octets of layer 4 quoted (IPv4); 8 if omitted. */
	readonly quoteBytes?: number;
	readonly mtu?: number;
	/** Addresses, protocol and ports are those of the n-th packet of the flow, as it was last seen,
	 * swapped; fields given explicitly win. */
	readonly replyTo?: number;
	readonly sctpChunk?: 'INIT' | 'DATA';
	readonly sctpTag?: number;
	/** 64 if omitted. */
	readonly ttl?: number;
	readonly tos?: number;
	readonly ipId?: number;
	readonly df?: boolean;
	/** Octets of the whole IP packet; the payload is padded or cut. */
	readonly length?: number;
	/** Octets of payload; none if omitted (16 for unknown protocols). */
	readonly payload?: number;
	/** The payload itself, in place of zeros. */
	readonly payloadBytes?: readonly number[];
	/** Octets of layer 4 that remain. */
	readonly truncate?: number;
	readonly fragment?: Fragment;
	readonly badChecksum?: boolean;
	/** UDP-Lite with the checksum that conntrack considers valid, see track-layer4.ts. */
	readonly checksumAsUdp?: boolean;
	/** Numbers of IPv6 extension headers before layer 4, each of 8 octets. */
	readonly extensionHeaders?: readonly number[];
	/** The state that conntrack gives it, if the packets before it are not described; `open`: any. */
	readonly state?: ConnectionState | 'open';
	readonly mark?: number;
	readonly uid?: number;
	readonly gid?: number;
	/** Source address of its Ethernet frame, `aa:bb:cc:dd:ee:ff`; unknown if omitted. */
	readonly macSource?: string;
	/** Derived from the destination if omitted. */
	readonly packetType?: 'unicast' | 'broadcast' | 'multicast' | 'otherhost';
	readonly label?: string;
	readonly open?: readonly OpenField[];
}

/** Protocols whose header begins with the two ports. */
export function hasPorts(protocol: number): boolean {
	return (
		protocol === PROTOCOL.tcp ||
		protocol === PROTOCOL.udp ||
		protocol === PROTOCOL.sctp ||
		protocol === PROTOCOL.udplite ||
		protocol === PROTOCOL.dccp
	);
}

/** Whether conntrack tells connections apart by the ports: Linux 6.18 no longer knows those of DCCP. */
export function isTrackedByPorts(protocol: number): boolean {
	return hasPorts(protocol) && protocol !== PROTOCOL.dccp;
}

export function isIcmp(protocol: number): boolean {
	return protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6;
}

/** ICMP types that carry an id: queries and their replies. */
export function hasIcmpId(protocol: number, type: number): boolean {
	return protocol === PROTOCOL.icmp
		? type === 0 || type === 8 || (type >= 13 && type <= 18)
		: protocol === PROTOCOL.icmpv6 && (type === 128 || type === 129);
}
