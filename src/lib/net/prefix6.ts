import { IPV6_BITS, ipv6, printIpv6, type Ipv6 } from './ipv6';
import type { Interval } from './interval';

/**
 * Addresses that agree with `address` in the bits set in `mask`. The mask may be non-contiguous, as
 * netfilter allows; `address` has no bit outside the mask.
 */
export type Masked6 = { readonly address: Ipv6; readonly mask: Ipv6 };

/** Mask of a prefix length, 0 to 128. */
export function mask6(length: number): Ipv6 {
	return ipv6(-1n << BigInt(IPV6_BITS - length));
}

/** Prefix length of a mask; undefined for a non-contiguous one. */
export function maskLength6(mask: Ipv6): number | undefined {
	const inverse = BigInt.asUintN(IPV6_BITS, ~mask);
	if ((inverse & (inverse + 1n)) !== 0n) return undefined;
	return inverse === 0n ? IPV6_BITS : IPV6_BITS - inverse.toString(2).length;
}

/** The masked set of an address; bits outside the mask are cleared. */
export function masked6(address: Ipv6, mask: Ipv6): Masked6 {
	return { address: ipv6(address & mask), mask };
}

export function prefix6(address: Ipv6, length: number): Masked6 {
	return masked6(address, mask6(length));
}

export function masked6Contains(set: Masked6, address: Ipv6): boolean {
	return (address & set.mask) === set.address;
}

/** First and last address of a contiguous mask; undefined for a non-contiguous one. */
export function prefix6Range(prefix: Masked6): Interval<bigint> | undefined {
	if (maskLength6(prefix.mask) === undefined) return undefined;
	return { lo: prefix.address, hi: prefix.address | BigInt.asUintN(IPV6_BITS, ~prefix.mask) };
}

/** `2001:db8::/32`, or `2001:db8::/ffff::ffff` if the mask is non-contiguous; /128 is written out. */
export function printMasked6({ address, mask }: Masked6): string {
	return `${printIpv6(address)}/${maskLength6(mask) ?? printIpv6(mask)}`;
}
