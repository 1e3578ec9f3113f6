/** The scope that an address has by its value; IPv4 is a number, IPv6 a bigint. */

/** 224.0.0.0/4 and ff00::/8. */
export function isMulticast(address: number | bigint): boolean {
	return typeof address === 'bigint' ? address >> 120n === 0xffn : address >>> 28 === 14;
}

/** fe80::/10; never true for an IPv4 address. */
export function isLinkLocal6(address: number | bigint): boolean {
	return typeof address === 'bigint' && address >> 118n === 0x3fan;
}
