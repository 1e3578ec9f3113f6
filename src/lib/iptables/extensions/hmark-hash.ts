/** The hash of HMARK, as xt_HMARK computes it:
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_HMARK.c */
import { hashWords, networkOf, scaleHash } from '../../net';
import type { PacketView, Unknown } from '../evaluation';
import { unknown } from './evaluate';

/** What is hashed, and into which range. */
export interface HashedMark {
	/** Prefix length of the mask; negative for a non-contiguous mask, which the rule does not show. */
	readonly src: number;
	readonly dst: number;
	/** Of source port and destination port together, or of the SPI. */
	readonly portMask: number;
	readonly portSet: number;
	readonly protocolMask: number;
	readonly seed: number;
	readonly modulus: number;
	readonly offset: number;
	/** As the connection was opened, not as the packet is now. */
	readonly ofConnection: boolean;
}

/** The fields as they are hashed; `ports` is undefined if the packet has none. */
interface Hashed {
	readonly src: number | bigint;
	readonly dst: number | bigint;
	readonly protocol: number;
	readonly ports: number | undefined;
}

const ICMP = { ipv4: 1, ipv6: 58 } as const;
const AH = 51;
/** Where ports or SPI are, in octets after the IP header: proto_ports_offset. */
const portsAt: ReadonlyMap<number, number> = new Map([
	[6, 0],
	[17, 0],
	[33, 0],
	[50, 0],
	[AH, 4],
	[132, 0],
	[136, 0]
]);
const ipv6Extensions: ReadonlySet<number> = new Set([0, 43, 44, AH, 60]);
const ipv4Errors: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);

function isError(type: number, { family }: PacketView): boolean {
	return family === 'ipv4' ? ipv4Errors.has(type) : type > 0 && type < 128;
}

/** The four octets at an offset, big-endian; undefined if they are not all present. */
function wordAt(octets: Uint8Array, at: number): number | undefined {
	if (octets.length < at + 4) return undefined;
	return new DataView(octets.buffer, octets.byteOffset).getUint32(at);
}

function portsIn(octets: Uint8Array, protocol: number, at: number): number | undefined {
	const offset = portsAt.get(protocol);
	return offset === undefined ? undefined : wordAt(octets, at + offset);
}

function address6(octets: Uint8Array, at: number): bigint {
	return octets.slice(at, at + 16).reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

/** The packet that an ICMP error quotes; undefined if too little of it is present. */
function quoted(octets: Uint8Array, { family }: PacketView): Hashed | Unknown | undefined {
	const at = 8;
	if (family === 'ipv6') {
		if (octets.length < at + 40) return undefined;
		const protocol = octets[at + 6] ?? 0;
		if (ipv6Extensions.has(protocol))
			return unknown('IPv6 extension headers in what an error quotes are not followed');
		const ports = protocol === ICMP.ipv6 ? undefined : portsIn(octets, protocol, at + 40);
		return { src: address6(octets, at + 8), dst: address6(octets, at + 24), protocol, ports };
	}
	const [src, dst] = [wordAt(octets, at + 12), wordAt(octets, at + 16)];
	if (src === undefined || dst === undefined) return undefined;
	const protocol = octets[at + 9] ?? 0;
	const isFragment = (((octets[at + 6] ?? 0) << 8) | (octets[at + 7] ?? 0)) & 0x3fff;
	const length = 4 * ((octets[at] ?? 0) & 15);
	const ports =
		protocol === ICMP.ipv4 || isFragment ? undefined : portsIn(octets, protocol, at + length);
	return { src, dst, protocol, ports };
}

function ofPacket(packet: PacketView, given: HashedMark): Hashed | Unknown | undefined {
	const { family, src, dst, protocol, sport, dport, icmpType, layer4Bytes } = packet;
	if (src == null || dst == null || protocol == null || !layer4Bytes || icmpType === undefined)
		return unknown('a field that is hashed is left open');
	if (packet.extensionHeaders?.includes(AH))
		return unknown('the authentication header is not followed');
	const isFragment =
		packet.moreFragments === true ||
		(packet.fragmentOffset ?? 0) > 0 ||
		(packet.extensionHeaders?.includes(44) ?? false);
	if (protocol === ICMP[family]) {
		const followed = family === 'ipv4' || !isFragment;
		if (followed && layer4Bytes.length >= 8 && isError(layer4Bytes[0] ?? 0, packet))
			return quoted(layer4Bytes, packet);
		return { src, dst, protocol, ports: undefined };
	}
	if (isFragment) return { src, dst, protocol, ports: undefined };
	if (given.portMask !== 0 && (sport === undefined || dport === undefined))
		return unknown('a port that is hashed is left open');
	return { src, dst, protocol, ports: portsIn(layer4Bytes, protocol, 0) };
}

function ofConnection({ connection }: PacketView): Hashed | Unknown | undefined {
	if (!connection) return unknown('what conntrack knows of the packet is left open');
	const { original, reply } = connection;
	if (!original || !reply) return undefined;
	const { src, protocol } = original;
	const ports =
		protocol === ICMP.ipv4 ? undefined : (((original.sport ?? 0) << 16) | (reply.sport ?? 0)) >>> 0;
	return { src, dst: reply.src, protocol, ports };
}

/** The masked address; the four words of an IPv6 address are folded into one. */
function folded(address: number | bigint, length: number): number {
	const network = networkOf(address, length);
	if (typeof network === 'number') return network;
	return [96n, 64n, 32n, 0n].reduce(
		(sum, shift) => (sum ^ Number((network >> shift) & 0xffff_ffffn)) >>> 0,
		0
	);
}

/** The two ports after applying mask and set bits, the greater one first. */
function foldedPorts(ports: number | undefined, { portMask, portSet }: HashedMark): number {
	if (ports === undefined) return 0;
	const both = ((ports & portMask) | portSet) >>> 0;
	const [src, dst] = [both >>> 16, both & 0xffff];
	return ((Math.max(src, dst) << 16) | Math.min(src, dst)) >>> 0;
}

/** The mark; undefined: unchanged. */
export function hashedMark(packet: PacketView, given: HashedMark): number | Unknown | undefined {
	if (given.src < 0 || given.dst < 0) return unknown('a mask with holes is not shown by the rule');
	const hashed = given.ofConnection ? ofConnection(packet) : ofPacket(packet, given);
	if (hashed === undefined || 'kind' in hashed) return hashed;
	const [src, dst] = [folded(hashed.src, given.src), folded(hashed.dst, given.dst)];
	const words = [Math.min(src, dst), Math.max(src, dst), foldedPorts(hashed.ports, given)];
	const hash = (hashWords(words, given.seed) ^ (hashed.protocol & given.protocolMask)) >>> 0;
	return (scaleHash(hash, given.modulus) + given.offset) >>> 0;
}
