import type { Interval } from './interval';
import { IPV4_BITS, ipv4 } from './ipv4';
import { IPV6_BITS, ipv6 } from './ipv6';
import { prefix4, type Masked4 } from './prefix4';
import { prefix6, type Masked6 } from './prefix6';

/** Address and prefix length of each block, ascending: each block is the largest that fits. */
function* blocks({ lo, hi }: Interval<bigint>, bits: number): Generator<readonly [bigint, number]> {
	let from = lo;
	while (from <= hi) {
		let length = 0;
		let size = 1n << BigInt(bits);
		while ((from & (size - 1n)) !== 0n || from + size - 1n > hi) {
			size >>= 1n;
			length++;
		}
		yield [from, length];
		from += size;
	}
}

/** The fewest prefixes that together cover exactly this range of IPv4 addresses, ascending. */
export function coverRange4({ lo, hi }: Interval<number>): readonly Masked4[] {
	return Array.from(blocks({ lo: BigInt(lo), hi: BigInt(hi) }, IPV4_BITS), ([from, length]) =>
		prefix4(ipv4(Number(from)), length)
	);
}

/** The fewest prefixes that together cover exactly this range of IPv6 addresses, ascending. */
export function coverRange6(range: Interval<bigint>): readonly Masked6[] {
	return Array.from(blocks(range, IPV6_BITS), ([from, length]) => prefix6(ipv6(from), length));
}
