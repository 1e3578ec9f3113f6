/** Tests of the octets after the IP header, if the packet's description gives them. */
import { EXTENSION_HEADER, extensionHeaderLength, isOverlong } from '../../net';
import type { PacketView, Test, Unknown } from '../evaluation';
import { hotdrop, unknown } from './evaluate';

/** A big-endian number at an offset of the layer 4 header; without it, the packet is dropped. */
export function numberAt(
	what: string,
	offset: number,
	octets: number,
	low: number,
	high: number,
	inverted: boolean
): Test {
	const open = unknown(`the ${what} of the packet is not given`);
	const short = hotdrop(`the header is cut short before its ${what}`);
	return ({ layer4Bytes, layer4Length }) => {
		if (layer4Length < offset + octets) return short;
		if (!layer4Bytes) return open;
		let value = 0;
		for (let i = 0; i < octets; i++) value = value * 256 + (layer4Bytes[offset + i] ?? 0);
		return (value >= low && value <= high) !== inverted;
	};
}

const brokenHeaders = hotdrop('its IPv6 extension headers end in the middle of one');

/** An extension header that a match asks for. */
export interface HeaderAsked {
	readonly number: number;
	readonly name: string;
	/** Octets that must be present for it to be read. */
	readonly least: number;
	/** Its length field must not exceed the packet. */
	readonly isWhole?: boolean;
}

/** Whether the chain of headers breaks off, so that the header may be missing: a later fragment has no more of them. */
function isBroken({ extensionHeaders = [], extensionOctets = [], protocol }: PacketView): boolean {
	if (protocol !== null) return false;
	const last = extensionOctets.at(-1)?.length ?? 0;
	return extensionHeaders.at(-1) !== EXTENSION_HEADER.fragment || last < 4;
}

/** Whether the packet has the header; a packet with a truncated one is dropped. */
export function hasExtensionHeader({ number, name, least, isWhole = true }: HeaderAsked): Test {
	const open = unknown('the IPv6 extension headers of the packet are left open');
	const short = hotdrop(`its ${name} header is cut short`);
	return (packet) => {
		const { extensionHeaders, extensionOctets } = packet;
		if (!extensionHeaders) return open;
		const at = extensionHeaders.indexOf(number);
		if (at < 0) return isBroken(packet) ? brokenHeaders : false;
		const octets = extensionOctets?.[at];
		if (octets && (octets.length < least || (isWhole && isOverlong(number, octets)))) return short;
		return true;
	};
}

/** Compares a number in an extension header that the packet has. */
export function extensionNumber(
	{ number, name }: HeaderAsked,
	read: (header: DataView) => number,
	{ low, high }: { readonly low: number; readonly high: number },
	inverted: boolean
): Test {
	const inside = insideHeader(name);
	return ({ extensionHeaders, extensionOctets }) => {
		const octets = extensionOctets?.[extensionHeaders?.indexOf(number) ?? -1];
		if (!octets) return inside;
		const value = read(new DataView(octets.buffer, octets.byteOffset, octets.byteLength));
		return (value >= low && value <= high) !== inverted;
	};
}

/** Compares the length of a header, as its own length field gives it. */
export function extensionLength(header: HeaderAsked, wanted: number, inverted: boolean): Test {
	const { number } = header;
	const read = (view: DataView) => extensionHeaderLength(number, view.getUint8(1));
	return extensionNumber(header, read, { low: wanted, high: wanted }, inverted);
}

export function insideHeader(name: string): Unknown {
	return unknown(`what the ${name} header holds is not given`);
}
