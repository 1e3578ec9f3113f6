/**
 * A packet on its way through the host: what the kernel keeps in an skb. Its fields change as the
 * walk goes on; a match sees it as a PacketView.
 */
import {
	octetReader,
	type Route,
	type IpSet,
	type AddressType,
	type Backend,
	type ConnectionState,
	type ConnectionView,
	type Family,
	type Field,
	type FieldName,
	type FieldSet,
	type Hook,
	type Outcome,
	type PacketView,
	type Session,
	type TableName,
	type Tuple,
	type Unknown
} from '../iptables';
import type { Connection, Direction } from './connection';
import { hasHiddenConnection, hiddenConnection } from './hidden-connection';
import { layer4Bytes } from './layer4';
import { visibleTuple } from './open-tuple';
import type { AddressNumber } from './packet';
import { tupleOf } from './packet-tuple';
import type { Template } from './template';

/** What the walk gives every packet: the host, the sets, the domains of open fields. */
export interface Surroundings {
	readonly backend: Backend;
	readonly session: Session;
	ask(packet: InFlight, field: FieldName, set: FieldSet): Outcome;
	addressType(
		family: Family,
		address: AddressNumber,
		interfaceName: string | undefined
	): AddressType | Unknown;
	set(name: string): IpSet | undefined;
	routeTo(...to: Parameters<NonNullable<PacketView['routeTo']>>): Route | undefined;
	/** Milliseconds until the entry expires. */
	expires(connection: Connection): number;
}

const noBytes = new Uint8Array(0);

export class InFlight implements PacketView {
	readonly family: Family;
	readonly name: string;
	readonly #around: Surroundings;

	src: Field<AddressNumber> = undefined;
	dst: Field<AddressNumber> = undefined;
	protocol: Field<number> = undefined;
	sport: Field<number> = null;
	dport: Field<number> = null;
	tcpFlags: Field<number> = null;
	icmpType: Field<number> = null;
	icmpCode: Field<number> = null;
	length: Field<number> = undefined;
	ttl: Field<number> = undefined;
	tos: Field<number> = undefined;
	mark: Field<number> = undefined;
	fragmentOffset: Field<number> = 0;
	/** IPv6 only, in order; includes the fragment header until the fragments are reassembled. */
	extensionHeaders: readonly number[] = [];
	/** The packet from each of them on, in the same order; undefined if it is not described. */
	extensionOctets: readonly (Uint8Array | undefined)[] = [];
	/** What conntrack takes as the protocol after a routing header that is too short for other readers. */
	trackedProtocol: number | undefined = undefined;
	/** What follows a fragment header in the packet's octets. */
	behindFragmentHeader: { readonly protocol: number; readonly octets: Uint8Array } | undefined =
		undefined;
	uid: Field<number> = null;
	gid: Field<number> = null;
	in: Field<string> = null;
	out: Field<string> = null;
	/** Undefined: its frame has one that is not described. */
	macSource: Field<string> = null;
	packetType: Field<'unicast' | 'broadcast' | 'multicast' | 'otherhost'> = 'unicast';
	socket: Field<'full' | 'none'> = 'none';

	hook: Hook = 'PREROUTING';
	table: TableName = 'filter';

	/** Names of the variables that stand for open fields; undefined if everything is known. */
	variables: Partial<Record<FieldName, string>> | undefined = undefined;
	/** The protocol as described, which may be an IPv6 extension header. */
	declaredProtocol = 0;
	/** Its layer 4 is shorter than its own header says. */
	isCut = false;
	moreFragments = false;
	/** In octets; where it was put together from fragments. */
	largestFragment: number | undefined = undefined;
	ipId = 1;
	df = false;
	layer4Length = 0;
	seq = 0;
	ack = 0;
	window = 0;
	tcpOptions: Field<Uint8Array> = null;
	icmpId = 0;
	icmpRest = 0;
	sctpTag = 0;
	sctpChunk: 'INIT' | 'DATA' = 'INIT';
	/** The octets after the layer 4 header. */
	body: Uint8Array = noBytes;
	/** The packet that an ICMP error quotes. */
	quoted: InFlight | undefined = undefined;
	checksumHolds = true;
	checksumAsUdp = false;
	/** The octets of layer 4, if they differ from what the fields say (a fragment). */
	slice: Uint8Array | undefined = undefined;

	/** The entry that conntrack has attached. UNTRACKED and INVALID have none. */
	entry: Connection | undefined = undefined;
	direction: Direction = 'original';
	state: ConnectionState = 'INVALID';
	/** The state given by its description, without a connection. */
	givenState: ConnectionState | 'open' | undefined = undefined;
	/** False before conntrack has seen it. */
	tracked = false;
	/** What CT has set for its connection, until conntrack sees the packet. */
	template: Template | undefined = undefined;

	/** `name`: unique in the flow; its open fields are named after it. */
	constructor(family: Family, name: string, around: Surroundings) {
		this.family = family;
		this.name = name;
		this.#around = around;
	}

	get backend(): Backend {
		return this.#around.backend;
	}

	get session(): Session {
		return this.#around.session;
	}

	get connmark(): Field<number> {
		if (hasHiddenConnection(this)) return undefined;
		return this.entry ? this.entry.mark : null;
	}

	get connection(): ConnectionView {
		const { entry } = this;
		if (this.template) return hiddenConnection('NEW');
		if (hasHiddenConnection(this)) return hiddenConnection(this.state);
		if (!entry) return this.state === 'UNTRACKED' ? untracked : invalid;
		return {
			state: this.state,
			direction: this.direction,
			original: visibleTuple(entry.original),
			reply: visibleTuple(entry.reply),
			zone: entry.zone,
			expectedBy: entry.expectedBy?.name ?? null,
			status: {
				seenReply: entry.seenReply,
				assured: entry.assured,
				confirmed: entry.confirmed,
				expected: entry.expectedBy !== undefined,
				snat: entry.snat,
				dnat: entry.dnat
			},
			timeout: entry.timeouts
				? undefined
				: entry.confirmed
					? Math.floor(this.#around.expires(entry) / 1000)
					: 0,
			packets: entry.packets,
			bytes: entry.bytes
		};
	}

	get tuple(): Tuple | undefined {
		return tupleOf(this);
	}

	/** The octets of layer 4 that the packet carries; open fields are zeros. */
	get layer4Bytes(): Uint8Array {
		if (this.slice) return this.slice;
		return layer4Bytes({
			family: this.family,
			protocol: this.protocol ?? 0,
			src: this.src ?? 0,
			dst: this.dst ?? 0,
			sport: this.sport ?? 0,
			dport: this.dport ?? 0,
			tcpFlags: this.tcpFlags ?? 0,
			seq: this.seq,
			ack: this.ack,
			window: this.window,
			tcpOptions: this.tcpOptions ?? noBytes,
			icmpType: this.icmpType ?? 0,
			icmpCode: this.icmpCode ?? 0,
			icmpRest: this.icmpRest,
			sctpTag: this.sctpTag,
			sctpChunk: this.sctpChunk,
			body: this.payload,
			badChecksum: !this.checksumHolds,
			checksumAsUdp: this.checksumAsUdp
		}).subarray(0, this.layer4Length);
	}

	/** The octets after the layer 4 header; a quoted packet's open fields are zeros. */
	get payload(): Uint8Array {
		const { quoted, body } = this;
		if (!quoted) return body;
		const read = octetReader(quoted);
		return Uint8Array.from(body, (_, offset) => read(offset)[0]);
	}

	ask(field: FieldName, set: FieldSet): Outcome {
		return this.#around.ask(this, field, set);
	}

	addressType(address: AddressNumber, interfaceName?: string): AddressType | Unknown {
		return this.#around.addressType(this.family, address, interfaceName);
	}

	routeTo(...to: Parameters<NonNullable<PacketView['routeTo']>>): Route | undefined {
		return this.#around.routeTo(...to);
	}

	set(name: string): IpSet | undefined {
		return this.#around.set(name);
	}

	/** A second packet with the same fields and the same connection. */
	clone(): InFlight {
		const copy = new InFlight(this.family, this.name, this.#around);
		Object.assign(copy, this);
		if (this.quoted) copy.quoted = this.quoted.clone();
		return copy;
	}
}

const none = {
	direction: null,
	original: null,
	reply: null,
	zone: null,
	expectedBy: null,
	status: {
		seenReply: false,
		assured: false,
		confirmed: false,
		expected: false,
		snat: false,
		dnat: false
	},
	timeout: null,
	packets: { original: 0, reply: 0 },
	bytes: { original: 0, reply: 0 }
} as const;
const invalid: ConnectionView = { state: 'INVALID', ...none };
const untracked: ConnectionView = { state: 'UNTRACKED', ...none };
