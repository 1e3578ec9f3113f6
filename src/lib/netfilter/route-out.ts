/**
 * Where locally sent packets go. ip_route_output in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/route.c and
 * its counterpart for IPv6.
 */
import type { Family } from '../iptables';
import { isMulticast, sayAddress } from '../net';
import type { AddressNumber } from './packet';
import { refuses } from './fib';
import type { Routing } from './routing';
import { isLoopback, LIMITED_BROADCAST } from './well-known';

export type OutputRoute =
	| {
			readonly kind: 'out';
			readonly device: string;
			/** Broadcast: a copy loops back. */
			readonly copy: boolean;
	  }
	| { readonly kind: 'error'; readonly error: string; readonly because: string };

/**
 * The way out. `oif`: the interface that the sender is bound to. `src`: given when a packet that
 * already has its source is routed again; else the kernel routes before it chooses one.
 */
export function output(
	routing: Routing,
	family: Family,
	dst: AddressNumber,
	oif: string | undefined,
	src: AddressNumber | undefined
): OutputRoute {
	return family === 'ipv4' && typeof dst === 'number'
		? output4(routing, dst, oif, typeof src === 'number' ? src : undefined)
		: output6(routing, BigInt(dst), oif);
}

function output4(
	routing: Routing,
	dst: number,
	oif: string | undefined,
	src: number | undefined
): OutputRoute {
	const error = (name: string, because: string): OutputRoute => ({
		kind: 'error',
		error: name,
		because
	});
	const unreachable = () => error('ENETUNREACH', `there is no route to ${sayAddress(dst)}`);
	if (dst === 0) return { kind: 'out', device: 'lo', copy: false };
	const wide = isMulticast(dst) || dst === LIMITED_BROADCAST;
	if (src !== undefined && oif === undefined && wide) {
		const own = deviceOf(routing, src);
		return own === undefined ? unreachable() : leave4(routing, dst, own, src, undefined);
	}
	if (oif !== undefined) {
		const device = routing.interfaces.get(oif);
		if (!device) return error('ENODEV', `there is no interface ${oif}`);
		if (device.up === false) return error('ENETUNREACH', `${oif} is down`);
		if (dst >>> 8 === 0xe00000 || dst === LIMITED_BROADCAST)
			return leave4(routing, dst, oif, src, undefined);
	}
	const entry = routing.fib.lookup(dst, oif);
	// With an interface given, the kernel assumes that the destination is on-link.
	if (oif !== undefined && (!entry || refuses(entry.type)))
		return leave4(routing, dst, oif, src, undefined);
	if (!entry) return unreachable();
	if (entry.type === 'local') return leave4(routing, dst, 'lo', src, 'local');
	if (entry.type === 'unreachable')
		return error('EHOSTUNREACH', `${sayAddress(dst)} is unreachable`);
	if (entry.type === 'prohibit')
		return error('EACCES', `the route to ${sayAddress(dst)} is prohibited`);
	if (entry.type === 'blackhole')
		return error('EINVAL', `the route to ${sayAddress(dst)} is a blackhole`);
	return entry.device === undefined
		? unreachable()
		: leave4(routing, dst, entry.device, src, entry.type);
}

/** __mkroute_output */
function leave4(
	routing: Routing,
	dst: number,
	device: string,
	src: number | undefined,
	type: string | undefined
): OutputRoute {
	if (src !== undefined && isLoopback(src) && device !== 'lo' && !routing.host.routeLocalnet)
		return {
			kind: 'error',
			error: 'EINVAL',
			because: `a packet from ${sayAddress(src)} may not leave through ${device}`
		};
	const broadcast = dst === LIMITED_BROADCAST || type === 'broadcast';
	return {
		kind: 'out',
		device,
		copy: broadcast && device !== 'lo'
	};
}

function deviceOf(routing: Routing, address: AddressNumber): string | undefined {
	const entry = routing.fib.lookup(address);
	return entry?.type === 'local' ? entry.device : undefined;
}

function output6(routing: Routing, dst: bigint, oif: string | undefined): OutputRoute {
	const unreachable: OutputRoute = {
		kind: 'error',
		error: 'ENETUNREACH',
		because: `there is no route to ${sayAddress(dst)}`
	};
	if (oif !== undefined && !routing.interfaces.has(oif))
		return { kind: 'error', error: 'ENODEV', because: `there is no interface ${oif}` };
	const entry = routing.fib.lookup(dst === 0n ? 1n : dst, oif);
	if (!entry) return unreachable;
	if (entry.type === 'local' || entry.type === 'anycast')
		return { kind: 'out', device: 'lo', copy: false };
	if (entry.type === 'unreachable') return { ...unreachable, error: 'EHOSTUNREACH' };
	if (entry.type === 'prohibit') return { ...unreachable, error: 'EACCES' };
	if (entry.type === 'blackhole') return { ...unreachable, error: 'EINVAL' };
	return entry.device === undefined
		? unreachable
		: { kind: 'out', device: entry.device, copy: false };
}
