/** IPv4 addresses in the bytes of a row. */

const DOT = 46;
const ZERO = 48;

/**
 * The address in dotted decimal, without leading zeros, from `start` to `end`, as 0 to 2^32 - 1; -1
 * if there is none. An IPv4-mapped IPv6 address (`::ffff:100.64.0.1`) counts as the address it maps.
 */
export function readIpv4(bytes: Uint8Array, start: number, end: number): number {
	let at = bytes[start] === 58 ? afterMapping(bytes, start) : start;
	let value = 0;
	for (let octets = 0; octets < 4; octets++) {
		let octet = 0;
		const first = at;
		while (at < end && bytes[at] !== DOT) {
			const digit = (bytes[at++] ?? 0) - 48;
			if (digit < 0 || digit > 9) return -1;
			octet = octet * 10 + digit;
		}
		const length = at - first;
		if (length < 1 || length > 3 || octet > 255) return -1;
		if (length > 1 && bytes[first] === ZERO) return -1;
		value = value * 256 + octet;
		if (octets < 3 && bytes[at++] !== DOT) return -1;
	}
	return at === end ? value : -1;
}

/** Where the IPv4 address of an IPv4-mapped one (`::ffff:`) starts; `start` if it is not mapped. */
function afterMapping(bytes: Uint8Array, start: number): number {
	for (const [index, code] of [58, 58, 102, 102, 102, 102, 58].entries()) {
		// Case-insensitive.
		if (((bytes[start + index] ?? 0) | 0x20) !== (code | 0x20)) return start;
	}
	return start + 7;
}
