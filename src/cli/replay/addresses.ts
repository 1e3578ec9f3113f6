/** Recorded addresses, and those of an interface in the order in which the kernel keeps them. */
import type { AddressNumber, InterfaceAddress } from '$lib/netfilter';
import { isLinkLocal6, parseAddress, sameNetwork } from '$lib/net';

function isWide(address: bigint): boolean {
	return address !== 1n && !isLinkLocal6(address);
}

/** Same prefix and length: to IPv4, all but the first of them are secondary. */
function samePrefix4(a: InterfaceAddress, b: InterfaceAddress): boolean {
	const { family, address, length } = a;
	return family === 'ipv4' && length === b.length && sameNetwork(address, b.address, length);
}

/**
 * `ip addr add`. IPv6 puts the latest first among those of its scope (ipv6_link_dev_addr); IPv4
 * puts a secondary address last, any other before all secondary ones (__inet_insert_ifa).
 */
export function withAddress(
	addresses: readonly InterfaceAddress[],
	own: InterfaceAddress
): InterfaceAddress[] {
	const { address } = own;
	const before = (at: number) =>
		at < 0 ? [...addresses, own] : [...addresses.slice(0, at), own, ...addresses.slice(at)];
	if (typeof address === 'bigint')
		return before(
			addresses.findIndex(
				(each) => typeof each.address === 'bigint' && (isWide(address) || !isWide(each.address))
			)
		);
	if (addresses.some((each) => samePrefix4(each, own))) return [...addresses, own];
	return before(
		addresses.findIndex((each, i) => addresses.slice(0, i).some((one) => samePrefix4(one, each)))
	);
}

/** `ip addr del`: an IPv4 network that loses its primary address loses its secondary ones too. */
export function withoutAddress(
	addresses: readonly InterfaceAddress[],
	{ address }: InterfaceAddress
): InterfaceAddress[] {
	const at = addresses.findIndex((each) => each.address === address);
	const gone = addresses[at];
	if (!gone) return [...addresses];
	const isSecondary = addresses.slice(0, at).some((each) => samePrefix4(each, gone));
	return addresses.filter((each) => each !== gone && (isSecondary || !samePrefix4(each, gone)));
}

export function addressOf(text: string | undefined): AddressNumber | undefined {
	return text === undefined ? undefined : parseAddress(text)?.value;
}
