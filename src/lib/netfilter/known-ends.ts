/**
 * Addresses and devices for routing; an open one is replaced by one value that stands for all.
 */
import { destinationClasses } from './address-classes';
import type { InFlight } from './in-flight';
import type { Kernel } from './kernel';
import type { AddressNumber } from './packet';
import { ALL_ROUTERS } from './well-known';

/** The source that routing looks at; if it is open, one value that stands for all. */
export function sourceOf(kernel: Kernel, packet: InFlight): AddressNumber {
	const { src } = packet;
	if (src !== undefined && src !== null) return src;
	const found = kernel.oracle.sample?.(packet, 'src');
	return typeof found === 'number' || typeof found === 'bigint' ? found : 0;
}

/** The destination; if it is open, each kind of destination is a case of its own. */
export function destinationOf(kernel: Kernel, packet: InFlight): AddressNumber {
	const { dst, family } = packet;
	if (dst !== undefined && dst !== null) return dst;
	kernel.oracle.choose?.(
		packet,
		'dst',
		destinationClasses(kernel.routing.fib, family, groupsOf(kernel))
	);
	const found = kernel.oracle.sample?.(packet, 'dst');
	return typeof found === 'number' || typeof found === 'bigint' ? found : 0;
}

/** The interface that it came in on; empty if none is known. */
export function deviceOf(kernel: Kernel, packet: InFlight): string {
	if (typeof packet.in === 'string') return packet.in;
	const found = kernel.oracle.sample?.(packet, 'in');
	return typeof found === 'string' ? found : '';
}

function groupsOf(kernel: Kernel): AddressNumber[] {
	const own = [...kernel.routing.interfaces.values()].flatMap(({ groups = [] }) => groups);
	return kernel.host.forwarding ? [ALL_ROUTERS, ...own] : own;
}
