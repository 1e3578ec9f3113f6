/** Lengths of IPv6's extension headers: ipv6_optlen, ipv6_authlen and the fragment header. */

export const EXTENSION_HEADER = {
	hopByHop: 0,
	routing: 43,
	fragment: 44,
	authentication: 51,
	destination: 60
} as const;

/** Length of a header in octets, from the length field in its second octet. */
export function extensionHeaderLength(header: number, length: number): number {
	if (header === EXTENSION_HEADER.fragment) return 8;
	return header === EXTENSION_HEADER.authentication ? (length + 2) * 4 : (length + 1) * 8;
}

/** As much of a header as is there at the start of the octets. */
export function extensionHeader(header: number, octets: Uint8Array): Uint8Array {
	return octets.subarray(0, extensionHeaderLength(header, octets[1] ?? 0));
}

/** Whether the length field exceeds the octets from the header on. */
export function isOverlong(header: number, octets: Uint8Array): boolean {
	return octets.length < extensionHeaderLength(header, octets[1] ?? 0);
}
