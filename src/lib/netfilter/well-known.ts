/** Addresses that the kernel treats apart from what the routes say. */
import type { AddressNumber } from './packet';

export const LIMITED_BROADCAST = 0xffff_ffff;
/** 224.0.0.1 and ff02::1: every host is in these groups. */
export const ALL_HOSTS = 0xe000_0001;
export const ALL_NODES = (0xff02n << 112n) | 1n;

export function isLoopback(address: AddressNumber): boolean {
	return typeof address === 'bigint' ? address === 1n : address >>> 24 === 127;
}
