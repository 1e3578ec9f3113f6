/**
 * Addresses and devices as routing needs them; where one is left open, one value that stands for
 * all.
 */
import { destinationClasses } from './address-classes';
import type { InFlight } from './in-flight';
import type { Kernel } from './kernel';
import type { AddressNumber } from './packet';
import { ALL_ROUTERS } from './well-known';

/** The address that routing looks at; one that stands for all, where it is left open. */
export function sourceOf(kernel: Kernel, packet: InFlight): AddressNumber {
	const { src } = packet;
	if (src !== undefined && src !== null) return src;
	const found = kernel.oracle.sample?.(packet, 'src');
	return typeof found === 'number' || typeof found === 'bigint' ? found : 0;
}

/** Where it goes; where that is left open, each kind of destination is a case of its own. */
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

/** The interface that it came in through; empty where none is known. */
export function deviceOf(kernel: Kernel, packet: InFlight): string {
	if (typeof packet.in === 'string') return packet.in;
	const found = kernel.oracle.sample?.(packet, 'in');
	return typeof found === 'string' ? found : '';
}

function groupsOf(kernel: Kernel): AddressNumber[] {
	const own = [...kernel.routing.interfaces.values()].flatMap(({ groups = [] }) => groups);
	return kernel.host.forwarding ? [ALL_ROUTERS, ...own] : own;
}
