/**
 * Where incoming packets go: delivered, forwarded, or lost. ip_route_input in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/route.c and
 * its counterpart for IPv6.
 */
import { isLinkLocal6, isMulticast, sayAddress } from '../net';
import type { RouteType } from './host';
import type { AddressNumber } from './packet';
import type { Unforwarded } from './reject';
import type { Routing } from './routing';
import { isLoopback, LIMITED_BROADCAST } from './well-known';

export type InputRoute =
	| { readonly kind: 'local' }
	| { readonly kind: 'forward'; readonly device: string }
	| {
			readonly kind: 'lost';
			readonly because: string;
			/** The error that the host sends to the packet's sender. */
			readonly error?: Unforwarded;
	  };

const local: InputRoute = { kind: 'local' };

/** A route to nowhere; a blackhole sends no error. */
function noWay(dst: AddressNumber, type: RouteType): InputRoute {
	const because = `the route to ${sayAddress(dst)} is of type ${type}`;
	if (type === 'prohibit') return { kind: 'lost', because, error: 'prohibited' };
	if (type === 'unreachable') return { kind: 'lost', because, error: 'no-host' };
	return { kind: 'lost', because };
}

export function input(
	routing: Routing,
	src: AddressNumber,
	dst: AddressNumber,
	device: string,
	protocol: number
): InputRoute {
	return typeof src === 'bigint' || typeof dst === 'bigint'
		? input6(routing, BigInt(src), BigInt(dst), device)
		: input4(routing, src, dst, device, protocol);
}

function input4(
	routing: Routing,
	src: number,
	dst: number,
	device: string,
	protocol: number
): InputRoute {
	const { routeLocalnet = false, forwarding } = routing.host;
	const martian = (what: string): InputRoute => ({
		kind: 'lost',
		because: `the kernel takes ${what} for a martian and drops the packet after PREROUTING`
	});
	const source = () => martian(`the source ${sayAddress(src)} on ${device}`);
	const destination = () => martian(`the destination ${sayAddress(dst)} on ${device}`);
	if (isMulticast(dst)) {
		if (!routing.hasJoined(device, dst))
			return { kind: 'lost', because: `the host has not joined ${sayAddress(dst)} on ${device}` };
		if (isMulticast(src) || src === LIMITED_BROADCAST) return source();
		if (isLoopback(src) && !routeLocalnet) return source();
		if (src === 0) return dst >>> 8 === 0xe00000 || protocol === 2 ? local : source();
		return sourceIsValid(routing, src, device) ? local : source();
	}
	if (isMulticast(src) || src === LIMITED_BROADCAST) return source();
	if (dst === LIMITED_BROADCAST || (src === 0 && dst === 0)) {
		if (src === 0) return local;
		return sourceIsValid(routing, src, device) ? local : source();
	}
	if (src === 0) return source();
	if (dst === 0) return destination();
	if (isLoopback(dst)) {
		if (!routeLocalnet) return destination();
	} else if (isLoopback(src) && !routeLocalnet) return source();
	const entry = routing.fib.lookup(dst);
	if (!entry)
		return {
			kind: 'lost',
			because: `there is no route to ${sayAddress(dst)}`,
			...(forwarding && { error: 'no-network' })
		};
	if (entry.type === 'broadcast' || entry.type === 'local')
		return sourceIsValid(routing, src, device) ? local : source();
	if (!forwarding)
		return {
			kind: 'lost',
			because: `${sayAddress(dst)} is not an address of this host, and it does not forward`
		};
	if (entry.type !== 'unicast' || entry.device === undefined) return noWay(dst, entry.type);
	return sourceIsValid(routing, src, device) ? { kind: 'forward', device: entry.device } : source();
}

/** The greater of the setting for all and that of the interface. */
function reversePathFilter(routing: Routing, device: string): 0 | 1 | 2 {
	const all = routing.host.reversePathFilter ?? 0;
	const own = routing.interfaces.get(device)?.reversePathFilter ?? 0;
	return own > all ? own : all;
}

/** fib_validate_source */
function sourceIsValid(routing: Routing, src: number, device: string): boolean {
	const { acceptLocal = false } = routing.host;
	const filter = reversePathFilter(routing, device);
	if (device === 'lo' && filter === 0) return true;
	if (filter === 0) return acceptLocal || !routing.fib.isLocal(src);
	const entry = routing.fib.lookup(src);
	if (!entry) return false;
	if (entry.type !== 'unicast' && !(entry.type === 'local' && acceptLocal)) return false;
	if (entry.device === device) return true;
	// An interface without addresses is taken strictly all the same.
	const own = routing.interfaces.get(device)?.addresses ?? [];
	return filter === 2 && own.some(({ family }) => family === 'ipv4');
}

function input6(routing: Routing, src: bigint, dst: bigint, device: string): InputRoute {
	if (isMulticast(dst))
		return routing.hasJoined(device, dst)
			? local
			: { kind: 'lost', because: `the host has not joined ${sayAddress(dst)} on ${device}` };
	// A link-local address, and ::1, is only looked up on its own link (rt6_need_strict).
	const strict = isLinkLocal6(dst) || isLoopback(dst);
	const entry = routing.fib.lookup(dst, strict ? device : undefined);
	if (!entry)
		return {
			kind: 'lost',
			because: `there is no route to ${sayAddress(dst)}`,
			error: 'no-network'
		};
	if (entry.type === 'local' || entry.type === 'anycast') return local;
	if (entry.type !== 'unicast' || entry.device === undefined) return noWay(dst, entry.type);
	if (!routing.host.forwarding)
		return {
			kind: 'lost',
			because: `${sayAddress(dst)} is not an address of this host, and it does not forward`
		};
	return { kind: 'forward', device: entry.device };
}
