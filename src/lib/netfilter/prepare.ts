/** From the description of a packet to the packet as it is injected. */
import type { FieldName } from '../iptables';
import { InFlight, type Surroundings } from './in-flight';
import { followHeaders } from './ipv6-headers';
import { checksumHolds, headerLength, tcpOptionBytes } from './layer4';
import {
	PROTOCOL,
	TCP_FLAG,
	hasIcmpId,
	hasPorts,
	isIcmp,
	type OpenField,
	type Packet
} from './packet';
import { readLayer4 } from './read-layer4';

/** The packets of a flow as they were last seen, by their index. */
export type LastSeen = (index: number) => InFlight | undefined;

const noBytes = new Uint8Array(0);
const icmpAnswers: ReadonlyMap<number, number> = new Map([
	[8, 0],
	[13, 14],
	[15, 16],
	[17, 18],
	[128, 129]
]);

/** The fields that a reply takes from the packet it answers, and the variables they stand for. */
interface Answered {
	readonly fields: Partial<Packet>;
	readonly variables: Partial<Record<FieldName, string>>;
}

function answer(to: InFlight): Answered {
	const fields: {
		-readonly [K in keyof Packet]?: Packet[K];
	} = {};
	if (typeof to.dst === 'number' || typeof to.dst === 'bigint') fields.src = to.dst;
	if (typeof to.src === 'number' || typeof to.src === 'bigint') fields.dst = to.src;
	if (to.protocol !== undefined) fields.protocol = to.declaredProtocol;
	if (typeof to.dport === 'number') fields.sport = to.dport;
	if (typeof to.sport === 'number') fields.dport = to.sport;
	if (typeof to.icmpType === 'number' && typeof to.protocol === 'number')
		if (hasIcmpId(to.protocol, to.icmpType)) {
			fields.icmpId = to.icmpId;
			fields.icmpType = icmpAnswers.get(to.icmpType) ?? to.icmpType;
		}
	const { variables = {} } = to;
	const swapped: Partial<Record<FieldName, string>> = {};
	if (variables.src) swapped.dst = variables.src;
	if (variables.dst) swapped.src = variables.dst;
	if (variables.sport) swapped.dport = variables.sport;
	if (variables.dport) swapped.sport = variables.dport;
	if (variables.protocol) swapped.protocol = variables.protocol;
	return { fields, variables: swapped };
}

/** The octets of a packet, IP header included, to be quoted by an ICMP error. */
function quotedLength(packet: InFlight): number {
	return (packet.family === 'ipv4' ? 20 : 40) + packet.layer4Length;
}

/** What of the packet an error carries: 8 octets behind the header, or for IPv6 all that fits. */
function cutForQuote(packet: InFlight, octets: number): InFlight {
	const quote = packet.clone();
	const most = packet.family === 'ipv4' ? octets : 1232 - 40;
	if (quote.layer4Length > most) readLayer4(quote, quote.layer4Bytes.slice(0, most));
	return quote;
}

export type Prepared =
	| { readonly ok: true; readonly packet: InFlight }
	| { readonly ok: false; readonly because: string };

/** `name`: a name for the packet that is its own in the flow; open fields are called after it. */
export function prepare(
	described: Packet,
	name: string,
	around: Surroundings,
	lastSeen: LastSeen
): Prepared {
	let p = described;
	let inherited: Partial<Record<FieldName, string>> = {};
	if (p.replyTo !== undefined) {
		const to = lastSeen(p.replyTo);
		if (!to) return { ok: false, because: `there is no packet ${p.replyTo + 1} to answer` };
		const { fields, variables } = answer(to);
		p = { ...fields, ...p };
		inherited = variables;
	}
	const { family } = p;
	const packet = new InFlight(family, name, around);
	const protocol = p.protocol ?? PROTOCOL.tcp;
	const ipHeader = (family === 'ipv4' ? 20 : 40) + 8 * (p.extensionHeaders?.length ?? 0);

	packet.src = p.src ?? (family === 'ipv4' ? 0 : 0n);
	packet.dst = p.dst ?? (family === 'ipv4' ? 0 : 0n);
	packet.protocol = packet.declaredProtocol = protocol;
	packet.ttl = p.ttl ?? 64;
	packet.tos = p.tos ?? 0;
	packet.mark = (p.mark ?? 0) >>> 0;
	packet.ipId = p.ipId ?? 1;
	packet.extensionHeaders = p.extensionHeaders ?? [];
	packet.df = p.df ?? false;
	if (p.direction === 'out') {
		packet.socket = 'full';
		packet.uid = p.uid ?? 0;
		packet.gid = p.gid ?? 0;
	}
	if (hasPorts(protocol) || (p.open?.includes('protocol') ?? false)) {
		packet.sport = p.sport ?? 0;
		packet.dport = p.dport ?? 0;
	}
	if (p.open?.includes('protocol')) {
		packet.icmpType = p.icmpType ?? (family === 'ipv4' ? 8 : 128);
		packet.icmpCode = p.icmpCode ?? 0;
	}
	if (protocol === PROTOCOL.tcp) {
		const flags = p.tcpFlags ?? TCP_FLAG.SYN;
		packet.tcpFlags = flags;
		packet.seq = (p.seq ?? (flags & TCP_FLAG.SYN ? 1000 : 1001)) >>> 0;
		packet.ack = (p.ack ?? (flags & TCP_FLAG.ACK ? 1001 : 0)) >>> 0;
		packet.window = p.window ?? 64240;
		packet.tcpOptions = p.tcpOptions ? tcpOptionBytes(p.tcpOptions) : noBytes;
	}
	packet.givenState = p.state;
	packet.sctpChunk = p.sctpChunk ?? 'INIT';
	packet.sctpTag = p.sctpTag ?? 0;
	packet.checksumAsUdp = p.checksumAsUdp ?? false;
	packet.checksumHolds = !p.badChecksum;

	let quoteOctets = 0;
	if (isIcmp(protocol)) {
		packet.icmpType = p.icmpType ?? (protocol === PROTOCOL.icmp ? 8 : 128);
		packet.icmpCode = p.icmpCode ?? 0;
		if (p.quote) {
			const quoted = quotedPacket(p.quote, name, around, lastSeen);
			if (!quoted) return { ok: false, because: 'there is no packet to quote' };
			packet.quoted = cutForQuote(quoted, p.quoteBytes ?? 8);
			packet.icmpRest = p.mtu ?? 0;
			quoteOctets = quotedLength(packet.quoted);
		} else {
			packet.icmpId = p.icmpId ?? 1;
			packet.icmpRest = ((packet.icmpId << 16) | (p.icmpSeq ?? 1)) >>> 0;
		}
	}
	setBody(packet, p, protocol, quoteOctets);
	packet.length = ipHeader + packet.layer4Length;
	if (!p.fragment) followHeaders(packet);
	if (p.fragment) cutFragment(packet, p);
	if (p.truncate !== undefined && p.truncate < packet.layer4Length) {
		const bytes = packet.layer4Bytes.slice(0, p.truncate);
		packet.length = packet.length - packet.layer4Length + bytes.length;
		if (packet.fragmentOffset) packet.layer4Length = bytes.length;
		else readLayer4(packet, bytes);
		packet.slice = bytes;
		// What is cut off may not have counted: ICMP's checksum knows no length, and zeros add nothing.
		if (packet.checksumHolds && !packet.fragmentOffset)
			packet.checksumHolds = checksumHolds(bytes, family, protocol, packet.src, packet.dst);
	}
	openFields(packet, described.open ?? [], name, inherited);
	if (p.state !== undefined)
		packet.variables = {
			...packet.variables,
			...(p.state === 'open' && { state: `${name}.state` })
		};
	return { ok: true, packet };
}

function quotedPacket(
	quote: NonNullable<Packet['quote']>,
	name: string,
	around: Surroundings,
	lastSeen: LastSeen
): InFlight | undefined {
	if ('packet' in quote) return lastSeen(quote.packet);
	const prepared = prepare(quote, `${name}.quote`, around, lastSeen);
	return prepared.ok ? prepared.packet : undefined;
}

/** Payload, padded or cut to the length wanted. */
function setBody(packet: InFlight, p: Packet, protocol: number, quoteOctets: number): void {
	const header = headerLength({ protocol, tcpOptions: packet.tcpOptions ?? noBytes });
	const known = header > 0;
	const given = p.payloadBytes?.length ?? p.payload ?? (known ? 0 : 16);
	let octets = given;
	const { fragment } = p;
	const base = packet.family === 'ipv4' ? 20 : 40;
	let whole = p.length;
	if (fragment?.total !== undefined) whole = base + fragment.total;
	else if (fragment?.offset) whole = undefined;
	if (whole !== undefined) octets = Math.max(0, whole - base - header);
	if (quoteOctets > 0) octets = quoteOctets;
	packet.body = new Uint8Array(octets);
	if (p.payloadBytes) packet.body.set(p.payloadBytes.slice(0, octets));
	packet.layer4Length = header + octets;
}

/** Number of IPv6's fragment header. */
const fragmentHeader = 44;

/** Leaves of the datagram what this fragment carries. */
function cutFragment(packet: InFlight, p: Packet): void {
	const { fragment } = p;
	if (!fragment) return;
	const { offset, more, total } = fragment;
	const datagram = packet.layer4Bytes;
	let bytes = datagram;
	if (total !== undefined) {
		let end = datagram.length;
		if (p.payload) end = offset * 8 + p.payload;
		else if (more) end = offset * 8 + 24;
		bytes = datagram.slice(offset * 8, end);
	} else if (offset > 0) bytes = new Uint8Array(p.payload ?? 16);
	const header = (packet.length ?? 0) - packet.layer4Length + (packet.family === 'ipv6' ? 8 : 0);
	packet.fragmentOffset = offset;
	if (packet.family === 'ipv6')
		packet.extensionHeaders = [...packet.extensionHeaders, fragmentHeader];
	packet.moreFragments = more;
	if (offset > 0) {
		packet.sport = packet.dport = packet.tcpFlags = null;
		packet.icmpType = packet.icmpCode = packet.tcpOptions = null;
		packet.layer4Length = bytes.length;
		if (packet.backend === 'nft') readAsHeader(packet, bytes);
	} else readLayer4(packet, bytes);
	packet.slice = bytes;
	packet.length = header + bytes.length;
}

/**
 * nft_payload_fast_eval does not ask whether the packet is a further fragment: what stands where a
 * header would have its ports and flags is taken for them (seen on Linux 6.18).
 */
function readAsHeader(packet: InFlight, bytes: Uint8Array): void {
	const { protocol } = packet;
	if (protocol !== PROTOCOL.tcp && protocol !== PROTOCOL.udp) return;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length >= 2) packet.sport = view.getUint16(0);
	if (bytes.length >= 4) packet.dport = view.getUint16(2);
	if (protocol === PROTOCOL.tcp && bytes.length >= 14) packet.tcpFlags = bytes[13] ?? 0;
}

function openFields(
	packet: InFlight,
	open: readonly OpenField[],
	name: string,
	inherited: Partial<Record<FieldName, string>>
): void {
	if (open.length === 0 && Object.keys(inherited).length === 0) return;
	const variables: Partial<Record<FieldName, string>> = { ...inherited };
	if (open.includes('in') && packet.socket === 'none') packet.in = undefined;
	for (const field of open) if (packet[field] !== null) variables[field] ??= `${name}.${field}`;
	packet.variables = variables;
	for (const field of openable)
		if (variables[field] !== undefined && packet[field] !== null) packet[field] = undefined;
}

const openable = [
	'src',
	'dst',
	'protocol',
	'sport',
	'dport',
	'tcpFlags',
	'icmpType',
	'icmpCode',
	'length',
	'ttl',
	'tos',
	'mark',
	'uid',
	'gid',
	'in'
] as const;
