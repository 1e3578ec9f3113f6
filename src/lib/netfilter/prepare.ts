/** From the description of a packet to the packet as it is injected. */
import type { FieldName } from '../iptables';
import { cutFragment } from './cut-fragment';
import { InFlight, type Surroundings } from './in-flight';
import { beginsWithHeaders, followHeaders } from './ipv6-headers';
import { checksumHolds, headerLength, tcpOptionBytes } from './layer4';
import { openFields } from './open-fields';
import { PROTOCOL, TCP_FLAG, hasPorts, isIcmp, type Packet } from './packet';
import { readLayer4 } from './read-layer4';
import { answerTo } from './reply';

/** The packets of a flow as they were last seen, by their index. */
export type LastSeen = (index: number) => InFlight | undefined;

const noBytes = new Uint8Array(0);

/** The octets of a packet, IP header included, as quoted by an ICMP error. */
function quotedLength(packet: InFlight): number {
	return (packet.family === 'ipv4' ? 20 : 40) + packet.layer4Length;
}

/** The packet as an error quotes it: IPv4 up to `octets` of layer 4, IPv6 all that fits. */
function cutForQuote(packet: InFlight, octets: number): InFlight {
	const quote = packet.clone();
	const most = packet.family === 'ipv4' ? octets : 1232 - 40;
	if (quote.layer4Length > most) readLayer4(quote, quote.layer4Bytes.slice(0, most));
	return quote;
}

export type Prepared =
	| { readonly ok: true; readonly packet: InFlight }
	| { readonly ok: false; readonly because: string };

/** `name`: the packet's unique name in the flow; open fields are named after it. */
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
		const { fields, variables } = answerTo(to);
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
	if (p.fragment) cutFragment(packet, p.fragment, p.payload);
	else if (beginsWithHeaders(packet)) {
		const octets = packet.body.subarray(0, p.truncate);
		packet.length = ipHeader + octets.length;
		followHeaders(packet, octets);
	}
	if (p.truncate !== undefined && p.truncate < packet.layer4Length) {
		const bytes = packet.layer4Bytes.slice(0, p.truncate);
		packet.length = packet.length - packet.layer4Length + bytes.length;
		if (packet.fragmentOffset) packet.layer4Length = bytes.length;
		else readLayer4(packet, bytes);
		packet.slice = bytes;
		// The checksum may still hold: ICMP's covers no length, and truncated zeros add nothing.
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

/** Payload, padded or cut to the requested length. */
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
