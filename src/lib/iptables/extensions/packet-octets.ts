/** The octets of a packet from its IP header on, as far as its fields determine them. */
import type { PacketView } from '../evaluation';

/** Four octets, big-endian, and which of their bits are known. */
export interface Word {
	readonly value: number;
	readonly known: number;
}

/** An octet, and which of its bits are known. */
export type Octet = readonly [value: number, known: number];
const open: Octet = [0, 0];
const octet = (value: number | null | undefined): Octet =>
	value == null ? open : [value & 0xff, 0xff];

function addressOctets(address: number | bigint | null | undefined, count: number): Octet[] {
	return Array.from({ length: count }, (_, i) => {
		if (address == null) return open;
		const shift = 8 * (count - 1 - i);
		return octet(
			typeof address === 'bigint'
				? Number((address >> BigInt(shift)) & 0xffn)
				: (address >>> shift) & 0xff
		);
	});
}

function pair(value: number | null | undefined): readonly Octet[] {
	return value == null ? [open, open] : [octet(value >>> 8), octet(value)];
}

/** Flags, the first of which is never set, and the upper bits of the fragment offset. */
function flags({ df, moreFragments }: PacketView, offset: number | undefined): Octet {
	const known =
		0x80 |
		(df === undefined ? 0 : 0x40) |
		(moreFragments === undefined ? 0 : 0x20) |
		(offset === undefined ? 0 : 0x1f);
	return [(df ? 0x40 : 0) | (moreFragments ? 0x20 : 0) | (((offset ?? 0) >>> 8) & 0x1f), known];
}

/** The checksum of the header, if the rest of it is known. */
function checksum4(header: readonly Octet[]): number | undefined {
	if (header.some(([, known], i) => known !== 0xff && i !== 10 && i !== 11)) return undefined;
	let sum = header.reduce((total, [value], i) => total + (i % 2 ? value : value << 8), 0);
	while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
	return ~sum & 0xffff;
}

function header4(packet: PacketView): Octet[] {
	const { tos, length, ipId, fragmentOffset, ttl, protocol, src, dst } = packet;
	const offset = fragmentOffset === undefined ? undefined : (fragmentOffset ?? 0);
	const header = [
		octet(0x45),
		octet(tos),
		...pair(length),
		...pair(ipId),
		flags(packet, offset),
		octet(offset),
		octet(ttl),
		octet(protocol),
		open,
		open,
		...addressOctets(src, 4),
		...addressOctets(dst, 4)
	];
	header.splice(10, 2, ...pair(checksum4(header)));
	return header;
}

/** The flow label is not among the fields. */
function header6(packet: PacketView): Octet[] {
	const { tos, length, ttl, protocol, extensionHeaders, src, dst } = packet;
	return [
		tos == null ? [0x60, 0xf0] : octet(0x60 | (tos >>> 4)),
		tos == null ? open : [(tos & 0xf) << 4, 0xf0],
		open,
		open,
		...pair(length == null ? length : length - 40),
		extensionHeaders ? octet(extensionHeaders[0] ?? protocol) : open,
		octet(ttl),
		...addressOctets(src, 16),
		...addressOctets(dst, 16)
	];
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
/** Where the layer 4 header of a protocol has its checksum. */
const checksums: ReadonlyMap<number, readonly number[]> = new Map([
	[1, [2, 3]],
	[6, [16, 17]],
	[17, [6, 7]],
	[58, [2, 3]],
	[132, range(8, 12)],
	[136, [6, 7]]
]);
const fieldOctets = [
	['sport', [0, 1]],
	['dport', [2, 3]],
	['tcpFlags', [13]],
	['icmpType', [0]],
	['icmpCode', [1]]
] as const;

/** Octets of layer 4 that depend on open fields. */
function openOctets(packet: PacketView): ReadonlySet<number> {
	const { protocol, src, dst } = packet;
	const open = fieldOctets.flatMap(([field, octets]) =>
		packet[field] === undefined ? [...octets] : []
	);
	const summed = open.length > 0 || src === undefined || dst === undefined;
	return new Set([...open, ...(summed ? (checksums.get(protocol ?? 0) ?? []) : [])]);
}

/** Reads octets of the packet, from its IP header on; the headers are built once. */
export function octetReader(packet: PacketView): (offset: number) => Octet {
	const { family, layer4Bytes, length, protocol, extensionHeaders } = packet;
	const header = family === 'ipv4' ? header4(packet) : header6(packet);
	if (!layer4Bytes || protocol === undefined) return (offset) => header[offset] ?? open;
	const behind = family === 'ipv4' || extensionHeaders?.length === 0;
	// The contents of IPv6's extension headers are not among the fields.
	const begin = behind ? header.length : (length ?? Infinity) - layer4Bytes.length;
	const unknown = openOctets(packet);
	return (offset) =>
		offset < begin
			? (header[offset] ?? open)
			: unknown.has(offset - begin)
				? open
				: octet(layer4Bytes[offset - begin]);
}

/** Reads words of the packet. */
export function wordReader(packet: PacketView): (offset: number) => Word {
	const at = octetReader(packet);
	return (offset) => {
		let value = 0;
		let known = 0;
		for (let i = 0; i < 4; i++) {
			const [bits, mask] = at(offset + i);
			value = (value << 8) | bits;
			known = (known << 8) | mask;
		}
		return { value: value >>> 0, known: known >>> 0 };
	};
}
