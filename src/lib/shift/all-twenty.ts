import { cgnatCover } from '$lib/catalog';
import { ranges } from '$lib/cgnat';
import { ipv4, printIpv4 } from '$lib/net';
import type { AddressTest } from './address-test';

/** Together, exactly the twenty ranges. */
export const prefixes = cgnatCover;

/** The same as a single span, for iprange. */
export const span = '100.64.0.0-100.83.255.255';

/**
 * Masks with a hole: the addresses of a test in each of the twenty ranges, and no others. Undefined if
 * it matches more than one range, or the whole of one.
 *
 * Only for `-s` and `-d`: iptables accepts such a mask for `--ctorigdst` but keeps the bare address
 * (1.8.9, verified with the kernel).
 */
export function sameInEach({ set }: AddressTest): readonly string[] | undefined {
	if (set.kind !== 'masked' || set.mask >>> 16 !== 0xffff || set.mask === 0xffff_0000)
		return undefined;
	if (!ranges.some(({ lo, hi }) => lo <= set.address && set.address <= hi)) return undefined;
	return [
		[0x6440_0000, 0xfff0_0000],
		[0x6450_0000, 0xfffc_0000]
	].map(
		([base = 0, mask = 0]) =>
			`${printIpv4(ipv4(base + (set.address & 0xffff)))}/${printIpv4(ipv4(mask + (set.mask & 0xffff)))}`
	);
}

/** Whether the test is exactly the address of the adapter in one range. */
export function isAdapter({ set }: AddressTest): boolean {
	return (
		set.kind === 'masked' &&
		set.mask === 0xffff_ffff &&
		ranges.some(({ adapter }) => adapter === set.address)
	);
}
