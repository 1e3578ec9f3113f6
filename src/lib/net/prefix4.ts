import { IPV4_BITS, ipv4, printIpv4, type Ipv4 } from './ipv4';
import type { Interval } from './interval';

/**
 * Addresses that agree with `address` in the bits set in `mask`. The mask may be non-contiguous
 * (`255.0.255.0`), as netfilter allows; `address` has no bit outside the mask.
 */
export type Masked4 = { readonly address: Ipv4; readonly mask: Ipv4 };

/** Mask of a prefix length, 0 to 32. */
export function mask4(length: number): Ipv4 {
	return ipv4(length === 0 ? 0 : 0xffff_ffff << (IPV4_BITS - length));
}

/** Prefix length of a mask; undefined for a non-contiguous one. */
export function maskLength4(mask: Ipv4): number | undefined {
	const inverse = ~mask >>> 0;
	return (inverse & (inverse + 1)) === 0 ? Math.clz32(inverse) : undefined;
}

/** The masked set of an address; bits outside the mask are cleared. */
export function masked4(address: Ipv4, mask: Ipv4): Masked4 {
	return { address: ipv4(address & mask), mask };
}

export function prefix4(address: Ipv4, length: number): Masked4 {
	return masked4(address, mask4(length));
}

export function masked4Contains(set: Masked4, address: Ipv4): boolean {
	return ((address ^ set.address) & set.mask) === 0;
}

/** First and last address of a contiguous mask; undefined for a non-contiguous one. */
export function prefix4Range(prefix: Masked4): Interval<number> | undefined {
	if (maskLength4(prefix.mask) === undefined) return undefined;
	return { lo: prefix.address, hi: (prefix.address | ~prefix.mask) >>> 0 };
}

/** `10.0.0.0/8`, or `10.0.3.0/255.0.255.0` if the mask is non-contiguous; /32 is written out. */
export function printMasked4({ address, mask }: Masked4): string {
	return `${printIpv4(address)}/${maskLength4(mask) ?? printIpv4(mask)}`;
}
