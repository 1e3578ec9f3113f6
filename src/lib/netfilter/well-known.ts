/** Addresses that the kernel treats specially, whatever the routes say. */
import type { AddressNumber } from './packet';

export const LIMITED_BROADCAST = 0xffff_ffff;
/** 224.0.0.1 and ff02::1: every host is in these groups. */
export const ALL_HOSTS = 0xe000_0001;
export const ALL_NODES = (0xff02n << 112n) | 1n;

/** ff02::2: each interface of a host that forwards is in it (ipv6_add_dev in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/addrconf.c). */
export const ALL_ROUTERS = (0xff02n << 112n) | 2n;

export function isLoopback(address: AddressNumber): boolean {
	return typeof address === 'bigint' ? address === 1n : address >>> 24 === 127;
}
