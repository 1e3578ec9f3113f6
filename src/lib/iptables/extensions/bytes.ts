/** Tests of the octets after the IP header, if the packet's description gives them. */
import type { Test } from '../evaluation';
import type { Match } from '../ruleset';
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

/** Matches of an IPv6 extension header: false without it; its contents are not described. If
 * `use` has no option, the header need only be present. */
export function hasExtensionHeader(numbers: readonly number[], name: string, use?: Match): Test {
	const open = unknown('the IPv6 extension headers of the packet are left open');
	const inside = unknown(`what the ${name} header holds is not given`);
	return ({ extensionHeaders, protocol }) => {
		if (!extensionHeaders) return open;
		if (numbers.some((number) => extensionHeaders.includes(number)))
			return use?.options.length === 0 ? true : inside;
		return protocol === null ? brokenHeaders : false;
	};
}
