/** Which of its addresses the kernel uses if none is specified. */
import { isLinkLocal6, isMulticast, sameNetwork } from '../net';
import type { AddressNumber } from './packet';
import type { Routing } from './routing';
import { sourceAddress6 } from './source-address6';
import { isLoopback } from './well-known';

/** The scope of an IPv6 address, unicast or multicast. */
function scopeOf(address: AddressNumber): 'interface' | 'link' | 'site' | 'global' {
	if (typeof address === 'number') return 'global';
	if (isMulticast(address)) {
		const scope = Number((address >> 112n) & 0xfn);
		return scope === 1 ? 'interface' : scope === 2 ? 'link' : scope === 5 ? 'site' : 'global';
	}
	if (address === 1n) return 'interface';
	if (isLinkLocal6(address)) return 'link';
	return address >> 118n === 0x3fbn ? 'site' : 'global';
}

/** The source address that the kernel chooses if the program specifies none. */
export function sourceTowards(
	routing: Routing,
	dst: AddressNumber,
	device: string
): AddressNumber | undefined {
	const entry = routing.fib.lookup(dst, device === 'lo' ? undefined : device);
	return entry?.source ?? (entry?.type === 'local' ? dst : sourceOn(routing, device, dst));
}

/** inet_select_addr and, for IPv6, ipv6_dev_get_saddr: the address MASQUERADE takes. */
export function sourceOn(
	routing: Routing,
	device: string,
	towards: AddressNumber
): AddressNumber | undefined {
	if (typeof towards === 'bigint')
		return sourceAddress6(routing.interfaces.values(), towards, device);
	const usable = (name: string) =>
		(routing.interfaces.get(name)?.addresses ?? []).filter(
			(own) => own.family === 'ipv4' && !isLoopback(own.address)
		);
	const entry = routing.fib.lookup(towards, device);
	const hop = entry?.via ?? towards;
	const own = usable(device);
	const near = own.find(({ address, length }) => sameNetwork(hop, address, length));
	const chosen = near ?? own[0];
	if (chosen) return chosen.address;
	for (const name of routing.interfaces.keys()) {
		const other = usable(name)[0];
		if (other) return other.address;
	}
	return undefined;
}

/** The destination that REDIRECT sets: the first address of the interface, for IPv6 the first
 * of the destination's scope, or of any scope if that is global. */
export function redirectTo(
	routing: Routing,
	device: string,
	dst: AddressNumber
): AddressNumber | undefined {
	const scope = scopeOf(dst);
	const usable = ({ address }: { readonly address: AddressNumber }) =>
		typeof address === typeof dst && (scope === 'global' || scopeOf(address) === scope);
	return routing.interfaces.get(device)?.addresses.find(usable)?.address;
}
