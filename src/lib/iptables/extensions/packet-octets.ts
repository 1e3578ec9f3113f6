/** The octets of a packet from its IP header on, as far as its fields tell them. */
import type { PacketView } from '../evaluation';

/** Four octets, big end first, and which of their bits are known. */
export interface Word {
	readonly value: number;
	readonly known: number;
}

type Octet = readonly [value: number, known: number];
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

/** Flags and the upper bits of the fragment's offset. */
function flags({ df, moreFragments }: PacketView, offset: number | undefined): Octet {
	const known =
		(df === undefined ? 0 : 0x40) |
		(moreFragments === undefined ? 0 : 0x20) |
		(offset === undefined ? 0 : 0x1f);
	return [(df ? 0x40 : 0) | (moreFragments ? 0x20 : 0) | (((offset ?? 0) >>> 8) & 0x1f), known];
}

/** The checksum is not among the fields. */
function header4(packet: PacketView): Octet[] {
	const { tos, length, ipId, fragmentOffset, ttl, protocol, src, dst } = packet;
	const offset = fragmentOffset === undefined ? undefined : (fragmentOffset ?? 0);
	return [
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

/** Reads words of the packet; the header is put together once. */
export function wordReader(packet: PacketView): (offset: number) => Word {
	const header = packet.family === 'ipv4' ? header4(packet) : header6(packet);
	const { layer4Bytes } = packet;
	const behind = packet.extensionHeaders?.length === 0 || packet.family === 'ipv4';
	const at = (offset: number): Octet => {
		if (offset < header.length) return header[offset] ?? open;
		return behind && layer4Bytes ? octet(layer4Bytes[offset - header.length]) : open;
	};
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
