/**
 * The source of an ICMP error: icmp_send and icmp6_send in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/icmp.c
 * and net/ipv6/icmp.c.
 */
import { isLinkLocal6 } from '../net';
import type { AddressNumber } from './packet';
import type { Routing } from './routing';

/** ipv6_anycast_destination: the first address of an on-link network is the routers' anycast. */
function isAnycast(address: AddressNumber, { fib }: Routing): boolean {
	const entry = fib.lookup(address);
	if (!entry) return false;
	const first = entry.address === address && entry.length < 127 && entry.via === undefined;
	return entry.type === 'anycast' || first;
}

/**
 * `src`, `dst`: of the packet that the error is about; `device`: the interface it came in on. IPv6
 * uses an address of that interface. Undefined if there is no route to the sender.
 */
export function answerSource(
	src: AddressNumber,
	dst: AddressNumber,
	device: string | undefined,
	routing: Routing
): AddressNumber | undefined {
	const family = typeof src === 'bigint' ? 'ipv6' : 'ipv4';
	// A link-local sender is answered on its own link.
	const oif = isLinkLocal6(src) ? device : undefined;
	const way = routing.output(family, src, oif, undefined);
	if (way.kind !== 'out') return undefined;
	if (family === 'ipv6' && isAnycast(src, routing)) return undefined;
	if (family === 'ipv6' ? routing.owns(dst) : routing.fib.lookup(dst)?.type === 'local')
		return routing.output(family, src, undefined, dst).kind === 'out' ? dst : undefined;
	if (family === 'ipv4') return routing.sourceTowards(src, way.device);
	return routing.fib.lookup(src)?.source ?? routing.sourceOn(device ?? way.device, src);
}
