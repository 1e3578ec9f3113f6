/** Entries of the connection tracking table, and the tuples that find them. */
import type { Tuple } from '../iptables';
import type { AddressNumber } from './packet';
import { PROTOCOL } from './packet';
import type { SctpState } from './track-sctp';
import type { TcpConnection } from './track-tcp';

export type Direction = 'original' | 'reply';

/** A tuple with what ICMP has in place of ports. */
export interface ConnectionTuple extends Tuple {
	/** ICMP: type << 8 | code; else 0. */
	readonly icmp: number;
	/** Names of the variables that stand for open parts, in the order src dst sport dport. */
	readonly variables?: readonly (string | undefined)[];
}

export interface Connection {
	readonly original: ConnectionTuple;
	/** Changes as translations are set up, until the entry is confirmed. */
	reply: ConnectionTuple;
	/** uint32. */
	mark: number;
	seenReply: boolean;
	assured: boolean;
	/** It stands in the table: its first packet has reached the end of its path. */
	confirmed: boolean;
	/** Deleted from the table while packets still hold it. */
	dead: boolean;
	snat: boolean;
	dnat: boolean;
	/** Whether the source and destination mappings are settled (IPS_SRC_NAT_DONE, IPS_DST_NAT_DONE). */
	snatDone: boolean;
	dnatDone: boolean;
	/** The interface whose address MASQUERADE took. */
	masqueradeOn: string | undefined;
	/** In the session's milliseconds; before it is confirmed, the length alone. */
	expires: number;
	packets: { original: number; reply: number };
	bytes: { original: number; reply: number };
	tcp: TcpConnection | undefined;
	sctp: SctpState | undefined;
	/** UDP: from then on, a packet both ways makes it a stream. */
	streamFrom: number;
}

export function newConnection(original: ConnectionTuple, reply: ConnectionTuple): Connection {
	return {
		original,
		reply,
		mark: 0,
		seenReply: false,
		assured: false,
		confirmed: false,
		dead: false,
		snat: false,
		dnat: false,
		snatDone: false,
		dnatDone: false,
		masqueradeOn: undefined,
		expires: 0,
		packets: { original: 0, reply: 0 },
		bytes: { original: 0, reply: 0 },
		tcp: undefined,
		sctp: undefined,
		streamFrom: 0
	};
}

export function tupleKey(tuple: ConnectionTuple): string {
	const { src, dst, protocol, sport, dport, icmp, variables } = tuple;
	if (variables)
		return [src, dst, protocol, sport ?? '', dport ?? '', icmp, ...variables].join(' ');
	return `${src.toString()} ${dst.toString()} ${protocol} ${sport ?? ''} ${dport ?? ''} ${icmp}`;
}

export function sameTuple(a: ConnectionTuple, b: ConnectionTuple): boolean {
	return (
		a.src === b.src &&
		a.dst === b.dst &&
		a.protocol === b.protocol &&
		a.sport === b.sport &&
		a.dport === b.dport &&
		a.icmp === b.icmp &&
		(a.variables ?? []).join() === (b.variables ?? []).join()
	);
}

/** Queries and their answers, both ways. */
const icmpPairs: ReadonlyMap<number, number> = new Map([
	[8, 0],
	[0, 8],
	[13, 14],
	[14, 13],
	[15, 16],
	[16, 15],
	[17, 18],
	[18, 17]
]);
const icmpv6Pairs: ReadonlyMap<number, number> = new Map([
	[128, 129],
	[129, 128],
	[139, 140],
	[140, 139]
]);

/** nf_ct_invert_tuple: the tuple of the answer; undefined for ICMP that has none. */
export function invertTuple(tuple: ConnectionTuple): ConnectionTuple | undefined {
	const { src, dst, protocol, sport, dport, icmp, variables } = tuple;
	const swapped =
		variables === undefined
			? {}
			: { variables: [variables[1], variables[0], variables[3], variables[2]] };
	if (protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6) {
		const pairs = protocol === PROTOCOL.icmp ? icmpPairs : icmpv6Pairs;
		const type = pairs.get(icmp >> 8);
		if (type === undefined) return undefined;
		return {
			src: dst,
			dst: src,
			protocol,
			sport,
			dport,
			icmp: (type << 8) | (icmp & 0xff),
			...(variables && { variables: [variables[1], variables[0], variables[2], variables[3]] })
		};
	}
	return { src: dst, dst: src, protocol, sport: dport, dport: sport, icmp, ...swapped };
}

export function withSource(
	tuple: ConnectionTuple,
	src: AddressNumber,
	sport: number | null
): ConnectionTuple {
	const { variables } = tuple;
	return {
		...tuple,
		src,
		sport,
		...(variables && {
			variables: [
				src === tuple.src ? variables[0] : undefined,
				variables[1],
				sport === tuple.sport ? variables[2] : undefined,
				variables[3]
			]
		})
	};
}

export function withDestination(
	tuple: ConnectionTuple,
	dst: AddressNumber,
	dport: number | null
): ConnectionTuple {
	const { variables } = tuple;
	return {
		...tuple,
		dst,
		dport,
		...(variables && {
			variables: [
				variables[0],
				dst === tuple.dst ? variables[1] : undefined,
				variables[2],
				dport === tuple.dport ? variables[3] : undefined
			]
		})
	};
}
