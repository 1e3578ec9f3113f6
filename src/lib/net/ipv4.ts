declare const brand: unique symbol;

/** An IPv4 address (or mask) as an unsigned 32-bit integer in host order: 0 to 0xffffffff. */
export type Ipv4 = number & { readonly [brand]: 'ipv4' };

export const IPV4_BITS = 32;
const LIMIT = 0x1_0000_0000;

export function isIpv4(value: number): value is Ipv4 {
	return value >>> 0 === value;
}

/** The address with this number, taken modulo 2^32; so `ipv4(-1)` is 255.255.255.255. */
export function ipv4(value: number): Ipv4 {
	const unsigned = value >>> 0;
	if (!isIpv4(unsigned)) throw new RangeError(`no IPv4 address: ${value}`);
	return unsigned;
}

/**
 * Reads dotted decimal exactly as inet_pton(AF_INET) does: four numbers of 0 to 255 without
 * leading zeros, nothing before or after.
 */
export function parseIpv4(text: string): Ipv4 | undefined {
	let value = 0;
	let octets = 0;
	let octet = -1;
	for (let i = 0; i <= text.length; i++) {
		const code = i < text.length ? text.charCodeAt(i) : 0x2e;
		if (code === 0x2e) {
			if (octet < 0 || ++octets > 4) return undefined;
			value = value * 256 + octet;
			octet = -1;
		} else if (code >= 0x30 && code <= 0x39) {
			if (octet === 0) return undefined;
			octet = (octet < 0 ? 0 : octet * 10) + code - 0x30;
			if (octet > 255) return undefined;
		} else {
			return undefined;
		}
	}
	return octets === 4 && value < LIMIT ? ipv4(value) : undefined;
}

/** Dotted decimal, as inet_ntop(AF_INET) prints. */
export function printIpv4(address: Ipv4): string {
	return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}
