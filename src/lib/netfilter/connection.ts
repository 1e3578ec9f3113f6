/** Entries of the connection tracking table, and the tuples that find them. */
import type { Tuple, Zone } from '../iptables';
import type { Helper } from './helper';
import type { AddressNumber } from './packet';
import { PROTOCOL } from './packet';
import type { TcpConnection } from './tcp-connection';
import type { SctpState } from './track-sctp';
import type { Place } from './walk';
import { defaultZone } from './zone';

export type Direction = 'original' | 'reply';

export function opposite(direction: Direction): Direction {
	return direction === 'original' ? 'reply' : 'original';
}

/** A tuple with ICMP's equivalent of ports. */
export interface ConnectionTuple extends Tuple {
	/** ICMP: type << 8 | code; else 0. */
	readonly icmp: number;
	/** Names of the variables that stand for open parts, in the order src dst sport dport. */
	readonly variables?: readonly (string | undefined)[];
}

export interface Connection {
	readonly original: ConnectionTuple;
	/** Changes while translations are set up, until the entry is confirmed. */
	reply: ConnectionTuple;
	/** uint32; undefined: a rule has set it to an unknown value. */
	mark: number | undefined;
	readonly zone: Zone;
	readonly helper: Helper | undefined;
	/** The helper that expected it. */
	expectedBy: Helper | undefined;
	/** The timeout policy that it has, whose values are unknown, and the rule that attached it. */
	readonly timeouts: { readonly name: string; readonly by: Place } | undefined;
	seenReply: boolean;
	assured: boolean;
	/** It is in the table: its first packet has reached the end of its path. */
	confirmed: boolean;
	/** Its number in the order of insertion into the table. */
	number: number;
	/** Deleted from the table while packets still refer to it. */
	dead: boolean;
	snat: boolean;
	dnat: boolean;
	/** Whether the source and destination mappings are settled (IPS_SRC_NAT_DONE, IPS_DST_NAT_DONE). */
	snatDone: boolean;
	dnatDone: boolean;
	/** The interface whose address MASQUERADE took. */
	masqueradeOn: string | undefined;
	/** In the session's milliseconds; before it is confirmed, only the duration. Infinite with a
	 * timeout policy. */
	expires: number;
	/** When its last packet arrived. */
	refreshed: number;
	packets: { original: number; reply: number };
	bytes: { original: number; reply: number };
	tcp: TcpConnection | undefined;
	sctp: SctpState | undefined;
	/** UDP: from this time on, a packet in each direction makes it a stream. */
	streamFrom: number;
}

/** What a connection has from the start, besides its tuples. */
type Beginning = Partial<Pick<Connection, 'zone' | 'helper' | 'timeouts'>>;

export function newConnection(
	original: ConnectionTuple,
	reply: ConnectionTuple,
	{ zone = defaultZone, helper, timeouts }: Beginning = {}
): Connection {
	return {
		original,
		reply,
		mark: 0,
		zone,
		helper,
		expectedBy: undefined,
		timeouts,
		seenReply: false,
		assured: false,
		confirmed: false,
		number: 0,
		dead: false,
		snat: false,
		dnat: false,
		snatDone: false,
		dnatDone: false,
		masqueradeOn: undefined,
		expires: 0,
		refreshed: 0,
		packets: { original: 0, reply: 0 },
		bytes: { original: 0, reply: 0 },
		tcp: undefined,
		sctp: undefined,
		streamFrom: 0
	};
}

/** `zone`: the zone that the tuple is in. */
export function tupleKey(tuple: ConnectionTuple, zone: number): string {
	const { src, dst, protocol, sport, dport, icmp, variables } = tuple;
	const key = `${zone} ${src.toString()} ${dst.toString()} ${protocol} ${sport ?? ''} ${dport ?? ''} ${icmp}`;
	return variables ? [key, ...variables].join(' ') : key;
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

/** ICMP queries and their replies, in both directions. */
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

/** nf_ct_invert_tuple: the tuple of the reply; undefined for ICMP types without one. */
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

/** Whether two packets may open the same connection at once without either being dropped:
 * `allow_clash` of the kernel's protocols. */
export function allowsClash({ original: { protocol } }: Connection): boolean {
	return protocol === PROTOCOL.udp || protocol === PROTOCOL.udplite || protocol === PROTOCOL.gre;
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
