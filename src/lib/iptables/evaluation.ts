/**
 * What a match may ask about a packet, and what it answers. The walk (netfilter) provides the
 * packet; an extension only sees this.
 *
 * Every field has three states: a value; `null`, the packet has no such field (no ports in ICMP,
 * no layer 4 header in a later fragment); `undefined`, the field is open: the description leaves
 * it out, and every value of its domain is possible.
 */
import type { IpSet } from './ipset';
import type { Backend, Family, Hook, Match, TableName } from './ruleset';

export type Field<T> = T | null | undefined;

/** The fields of a packet that are whole numbers (IPv4 addresses as uint32, IPv6 as bigint). */
export interface PacketFields {
	readonly src: Field<number | bigint>;
	readonly dst: Field<number | bigint>;
	/** Protocol number (for IPv6, of the last header). */
	readonly protocol: Field<number>;
	readonly sport: Field<number>;
	readonly dport: Field<number>;
	/** Bits of the TCP flags octet: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128. */
	readonly tcpFlags: Field<number>;
	readonly icmpType: Field<number>;
	readonly icmpCode: Field<number>;
	/** Octets of the whole IP packet. */
	readonly length: Field<number>;
	readonly ttl: Field<number>;
	readonly tos: Field<number>;
	/** skb mark, uint32. */
	readonly mark: Field<number>;
	/** Connection mark, uint32; null without a connection. */
	readonly connmark: Field<number>;
	/** In units of 8 octets; null or 0 when the packet is whole or a first fragment. */
	readonly fragmentOffset: Field<number>;
	readonly uid: Field<number>;
	readonly gid: Field<number>;
	/** Name of the interface at this hook; null if the hook has none. */
	readonly in: Field<string>;
	readonly out: Field<string>;
}
/** What a case may depend on: a field, or the state that conntrack gives the packet. */
export type FieldName = keyof PacketFields | 'state';

/** Values of an open field on which a test would be true. */
export type FieldSet =
	/** Sorted, disjoint, both ends included. */
	| { readonly kind: 'numbers'; readonly ranges: readonly (readonly [number, number])[] }
	| { readonly kind: 'bigs'; readonly ranges: readonly (readonly [bigint, bigint])[] }
	/** (value & mask) === match: non-contiguous masks, marks, flags. */
	| { readonly kind: 'masked'; readonly mask: number | bigint; readonly match: number | bigint }
	/** A name, or every name with this prefix. */
	| { readonly kind: 'names'; readonly name: string; readonly prefix: boolean };

/** The answer is unknown: why, in words; and, if one open field decides, for which values the
 * test is true, so that the walk can continue with each case. */
export interface Unknown {
	readonly kind: 'unknown';
	readonly because: string;
	readonly split?: {
		readonly field: FieldName;
		readonly set: FieldSet;
		readonly inverted: boolean;
	};
	/** How the rule's two answers are worded; `matches` and `does not match` if omitted. */
	readonly wording?: { readonly yes: string; readonly no: string };
}

/** The kernel drops the packet from inside the match (malformed header). */
export interface Hotdrop {
	readonly kind: 'hotdrop';
	readonly because: string;
}

export type Outcome = boolean | Unknown | Hotdrop;

export type ConnectionState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';

/** One direction of a connection: what conntrack compares. */
export interface Tuple {
	readonly src: number | bigint;
	readonly dst: number | bigint;
	readonly protocol: number;
	/** Ports; the ICMP id is in `sport`; null for protocols without ports. */
	readonly sport: number | null;
	readonly dport: number | null;
}

/** A conntrack zone: its number, and the directions that it applies to. */
export interface Zone {
	/** 0 to 65535. */
	readonly id: number;
	/** The other direction is in zone 0. */
	readonly of: 'both' | 'original' | 'reply';
}

/** What conntrack knows about the packet's connection at this hook. */
export interface ConnectionView {
	readonly state: ConnectionState;
	/** Null when INVALID or UNTRACKED. */
	readonly direction: 'original' | 'reply' | null;
	readonly original: Tuple | null;
	readonly reply: Tuple | null;
	readonly zone: Zone | null;
	/** Name of the conntrack helper that expected it; null if none did. */
	readonly expectedBy: string | null;
	readonly status: {
		readonly seenReply: boolean;
		readonly assured: boolean;
		readonly confirmed: boolean;
		readonly expected: boolean;
		readonly snat: boolean;
		readonly dnat: boolean;
	};
	/** Seconds until the entry expires; undefined if unknown. */
	readonly timeout: number | null | undefined;
	readonly packets: { readonly original: number; readonly reply: number };
	readonly bytes: { readonly original: number; readonly reply: number };
}

/** How the kernel classifies an address (inet_addr_type, ipv6 route type). */
export type AddressType =
	| 'UNSPEC'
	| 'UNICAST'
	| 'LOCAL'
	| 'BROADCAST'
	| 'ANYCAST'
	| 'MULTICAST'
	| 'BLACKHOLE'
	| 'UNREACHABLE'
	| 'PROHIBIT'
	| 'THROW'
	| 'NAT'
	| 'XRESOLVE';

/** Shared by the packets of a session, in order; matches with memory keep their state by it. */
export interface Session {
	/** Milliseconds since the session began, at the packet being walked. */
	readonly now: number;
	/** Whether conntrack still has a connection with this tuple, in either direction, other than a
	 * TCP connection that is closed or in TIME_WAIT: what connlimit counts. */
	isOpen?(tuple: Tuple, zone: Zone | null): boolean;
}

/** The routing table's answer for an address. */
export interface Route {
	/** As iproute2 names it: `unicast`, `local`, `broadcast`, `unreachable` ... */
	readonly type: string;
	readonly device?: string;
}

export interface PacketView extends PacketFields {
	readonly family: Family;
	/** nft has its own expressions for some matches, which differ if a header is truncated. */
	readonly backend: Backend;
	readonly hook: Hook;
	readonly table: TableName;
	readonly session: Session;
	/** `undefined`: open, conntrack cannot tell. */
	readonly connection: ConnectionView | undefined;
	/** The tuple that conntrack would look the packet up by; undefined if its header has none. */
	readonly tuple?: Tuple | undefined;
	readonly packetType: Field<'unicast' | 'broadcast' | 'multicast' | 'otherhost'>;
	/** How many octets the packet really carries after the IP header (and IPv6's extension headers).
	 * Whole headers are assumed if the description does not say. */
	readonly layer4Length: number;
	/** Octets of the layer 4 header and payload that the packet really carries, when described. */
	readonly layer4Bytes: Field<Uint8Array>;
	/** The options of the TCP header as they are on the wire; empty when it has none. */
	readonly tcpOptions: Field<Uint8Array>;
	readonly payload: Field<Uint8Array>;
	/** `full` while a packet still has the local socket that sent it; else `none`. */
	readonly socket: Field<'full' | 'none'>;
	/** For an open numeric or name field: decides from its domain, or answers unknown with a split. */
	ask(field: FieldName, set: FieldSet): Outcome;
	addressType(address: number | bigint, interfaceName?: string): AddressType | Unknown;
	/** The host's route to an address, only through the named interface or preferably through it;
	 * undefined if there is none. Omitted if the host's routes are unknown. */
	routeTo?(
		address: number | bigint,
		through?: { readonly only: string } | { readonly rather: string }
	): Route | undefined;
	/** An ipset given with the rules; undefined when it is not given. */
	set(name: string): IpSet | undefined;
	/** Identification and flags of the IPv4 header; open if omitted. */
	readonly ipId?: number;
	readonly df?: boolean;
	readonly moreFragments?: boolean;
	/** Numbers of IPv6's extension headers, in order; open if omitted. */
	readonly extensionHeaders?: readonly number[];
	/** The packet's octets from each of them on; undefined if they are not described. */
	readonly extensionOctets?: readonly (Uint8Array | undefined)[];
	/** Source address of the Ethernet frame, `aa:bb:cc:dd:ee:ff`; null without one. */
	readonly macSource?: Field<string>;
}

export type Test = (packet: PacketView) => Outcome;

/** One test of a match, and the option it comes from: a trace marks the option that decided. */
export interface OptionTest {
	readonly option: string;
	readonly test: Test;
}

/** State of a match with memory (limit, recent ...): one per session and match. */
export class MatchMemory<T> {
	readonly #states = new WeakMap<Session, WeakMap<Match, T>>();
	readonly #create: (match: Match) => T;

	constructor(create: (match: Match) => T) {
		this.#create = create;
	}

	of(session: Session, match: Match): T {
		let states = this.#states.get(session);
		if (!states) this.#states.set(session, (states = new WeakMap()));
		let state = states.get(match);
		if (state === undefined) states.set(match, (state = this.#create(match)));
		return state;
	}
}

/** State that all matches of one name share (hashlimit and recent keep tables by name). */
export class NamedMemory<T> {
	readonly #states = new WeakMap<Session, Map<string, T>>();
	readonly #create: () => T;

	constructor(create: () => T) {
		this.#create = create;
	}

	of(session: Session, name: string): T {
		let states = this.#states.get(session);
		if (!states) this.#states.set(session, (states = new Map<string, T>()));
		let state = states.get(name);
		if (state === undefined) states.set(name, (state = this.#create()));
		return state;
	}
}
