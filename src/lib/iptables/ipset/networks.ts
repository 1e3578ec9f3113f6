/** The networks that make up a range. */
import type { Part } from './set';

const last = 0xffff_ffff;

/**
 * The fewest networks that exactly cover a range of IPv4 addresses, in order: ip_set_range_to_cidr
 * in https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset/pfxlen.c
 */
export function* networksOf(low: number, high: number): Iterable<Part> {
	for (let from = low; from <= high;) {
		let size = 1;
		let length = 32;
		while (length > 0 && from % (size * 2) === 0 && from + size * 2 - 1 <= high) {
			size *= 2;
			length--;
		}
		yield { kind: 'address', address: from, length };
		from += size;
		if (from > last) return;
	}
}
