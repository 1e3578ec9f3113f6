/**
 * Where packets go: delivered, forwarded, sent out, or lost. ip_route_input and ip_route_output in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/route.c and
 * their counterparts for IPv6.
 */
import type { Family } from '../iptables';
import { isLinkLocal6, isMulticast, printAddress, ipv4, ipv6 } from '../net';
import { Fib, broadcastOf, inPrefix, interfacesOf, masked } from './fib';
import type { Host, Interface, RouteType } from './host';
import type { AddressNumber } from './packet';
import type { Unforwarded } from './reject';
import { sourceAddress6 } from './source-address6';

export type InputRoute =
	| { readonly kind: 'local' }
	| { readonly kind: 'forward'; readonly device: string }
	| {
			readonly kind: 'lost';
			readonly because: string;
			/** What the host tells the sender of it. */
			readonly error?: Unforwarded;
	  };

export type OutputRoute =
	| {
			readonly kind: 'out';
			readonly device: string;
			/** Broadcast: a copy comes back. */
			readonly copy: boolean;
	  }
	| { readonly kind: 'error'; readonly error: string; readonly because: string };

export function say(address: AddressNumber): string {
	return typeof address === 'bigint'
		? printAddress({ family: 'ipv6', value: ipv6(address) })
		: printAddress({ family: 'ipv4', value: ipv4(address) });
}

const LIMITED_BROADCAST = 0xffff_ffff;
const local: InputRoute = { kind: 'local' };
const ALL_HOSTS = 0xe000_0001;
const ALL_NODES = (0xff02n << 112n) | 1n;

function isLoopback(address: AddressNumber): boolean {
	return typeof address === 'bigint' ? address === 1n : address >>> 24 === 127;
}

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

/** A route that leads nowhere; a blackhole tells nobody. */
function noWay(dst: AddressNumber, type: RouteType): InputRoute {
	const because = `the route to ${say(dst)} is of type ${type}`;
	if (type === 'prohibit') return { kind: 'lost', because, error: 'prohibited' };
	if (type === 'unreachable') return { kind: 'lost', because, error: 'no-host' };
	return { kind: 'lost', because };
}

export class Routing {
	readonly fib: Fib;
	readonly interfaces: ReadonlyMap<string, Interface>;
	readonly #host: Host;

	constructor(host: Host) {
		this.#host = host;
		this.fib = new Fib(host);
		this.interfaces = new Map(interfacesOf(host).map((each) => [each.name, each]));
	}

	/** Whether the host takes what is sent to the group on an interface. */
	hasJoined(device: string, group: AddressNumber): boolean {
		if (group === ALL_HOSTS || group === ALL_NODES) return true;
		return this.interfaces.get(device)?.groups?.includes(group) ?? false;
	}

	/** Whether an interface has the address. */
	owns(address: AddressNumber): boolean {
		for (const { addresses } of this.interfaces.values())
			if (addresses.some((own) => own.address === address)) return true;
		return this.fib.lookup(address)?.type === 'anycast';
	}

	isBroadcast(address: AddressNumber): boolean {
		if (typeof address === 'bigint') return false;
		if (address === LIMITED_BROADCAST) return true;
		for (const { addresses } of this.interfaces.values())
			for (const own of addresses) if (broadcastOf(own) === address) return true;
		return false;
	}

	/** Why a packet from outside is dropped even before PREROUTING; IPv6 only. */
	refusedAtOnce(src: AddressNumber, dst: AddressNumber, device: string): string | undefined {
		if (typeof src === 'number' || typeof dst === 'number') return undefined;
		if (isMulticast(src)) return 'its source is a multicast address';
		if (device !== 'lo' && (isLoopback(src) || isLoopback(dst)))
			return 'the loopback address never comes in from outside';
		if (src >> 32n === 0xffffn) return 'its source is an IPv4-mapped address';
		const scope = Number((dst >> 112n) & 0xfn);
		if (isMulticast(dst) && (scope === 0 || (scope === 1 && device !== 'lo')))
			return 'its multicast destination does not leave an interface';
		return undefined;
	}

	input(src: AddressNumber, dst: AddressNumber, device: string, protocol: number): InputRoute {
		return typeof src === 'bigint' || typeof dst === 'bigint'
			? this.#input6(BigInt(src), BigInt(dst), device)
			: this.#input4(src, dst, device, protocol);
	}

	#input4(src: number, dst: number, device: string, protocol: number): InputRoute {
		const { routeLocalnet = false, forwarding } = this.#host;
		const martian = (what: string): InputRoute => ({
			kind: 'lost',
			because: `the kernel takes ${what} for a martian and drops the packet after PREROUTING`
		});
		const source = () => martian(`the source ${say(src)} on ${device}`);
		const destination = () => martian(`the destination ${say(dst)} on ${device}`);
		if (isMulticast(dst)) {
			if (!this.hasJoined(device, dst))
				return { kind: 'lost', because: `nobody on ${device} has joined ${say(dst)}` };
			if (isMulticast(src) || src === LIMITED_BROADCAST) return source();
			if (isLoopback(src) && !routeLocalnet) return source();
			if (src === 0) return dst >>> 8 === 0xe00000 || protocol === 2 ? local : source();
			return this.#sourceIsValid(src, device) ? local : source();
		}
		if (isMulticast(src) || src === LIMITED_BROADCAST) return source();
		if (dst === LIMITED_BROADCAST || (src === 0 && dst === 0)) {
			if (src === 0) return local;
			return this.#sourceIsValid(src, device) ? local : source();
		}
		if (src === 0) return source();
		if (dst === 0) return destination();
		if (isLoopback(dst)) {
			if (!routeLocalnet) return destination();
		} else if (isLoopback(src) && !routeLocalnet) return source();
		const entry = this.fib.lookup(dst);
		if (!entry)
			return {
				kind: 'lost',
				because: `there is no route to ${say(dst)}`,
				...(forwarding && { error: 'no-network' })
			};
		if (entry.type === 'broadcast' || entry.type === 'local')
			return this.#sourceIsValid(src, device) ? local : source();
		if (!forwarding)
			return {
				kind: 'lost',
				because: `${say(dst)} is not an address of this host, and it does not forward`
			};
		if (entry.type !== 'unicast' || entry.device === undefined) return noWay(dst, entry.type);
		return this.#sourceIsValid(src, device) ? { kind: 'forward', device: entry.device } : source();
	}

	#reversePathFilter(device: string): 0 | 1 | 2 {
		const all = this.#host.reversePathFilter ?? 0;
		const own = this.interfaces.get(device)?.reversePathFilter ?? 0;
		return own > all ? own : all;
	}

	/** fib_validate_source */
	#sourceIsValid(src: number, device: string): boolean {
		const { acceptLocal = false } = this.#host;
		// The stricter of the setting for all and that of the interface.
		const reversePathFilter = this.#reversePathFilter(device);
		if (device === 'lo' && reversePathFilter === 0) return true;
		if (reversePathFilter === 0) return acceptLocal || !this.fib.isLocal(src);
		const entry = this.fib.lookup(src);
		if (!entry) return false;
		if (entry.type !== 'unicast' && !(entry.type === 'local' && acceptLocal)) return false;
		return entry.device === device || reversePathFilter === 2;
	}

	#input6(src: bigint, dst: bigint, device: string): InputRoute {
		if (isMulticast(dst))
			return this.hasJoined(device, dst)
				? local
				: { kind: 'lost', because: `nobody on ${device} has joined ${say(dst)}` };
		// An address of the link is looked for on the link alone (rt6_need_strict).
		const entry = this.fib.lookup(dst, isLinkLocal6(dst) ? device : undefined);
		if (!entry)
			return {
				kind: 'lost',
				because: `there is no route to ${say(dst)}`,
				error: 'no-network'
			};
		if (entry.type === 'local' || entry.type === 'anycast') return local;
		if (entry.type !== 'unicast' || entry.device === undefined) return noWay(dst, entry.type);
		if (!this.#host.forwarding)
			return {
				kind: 'lost',
				because: `${say(dst)} is not an address of this host, and it does not forward`
			};
		return { kind: 'forward', device: entry.device };
	}

	/** ip6_forward refuses sources that can't be answered beyond the link. */
	forwardRefused(src: AddressNumber): string | undefined {
		if (typeof src === 'number') return undefined;
		if (src === 0n || isMulticast(src) || isLoopback(src) || isLinkLocal6(src))
			return `packets from ${say(src)} are not forwarded`;
		return undefined;
	}

	/**
	 * The way out. `oif`: the interface the sender insists on. `src`: given when a packet that
	 * already has its source is routed again; else the kernel routes before it chooses one.
	 */
	output(
		family: Family,
		dst: AddressNumber,
		oif: string | undefined,
		src: AddressNumber | undefined
	): OutputRoute {
		return family === 'ipv4' && typeof dst === 'number'
			? this.#output4(dst, oif, typeof src === 'number' ? src : undefined)
			: this.#output6(BigInt(dst), oif);
	}

	#output4(dst: number, oif: string | undefined, src: number | undefined): OutputRoute {
		const error = (name: string, because: string): OutputRoute => ({
			kind: 'error',
			error: name,
			because
		});
		const unreachable = () => error('ENETUNREACH', `there is no route to ${say(dst)}`);
		if (dst === 0) return { kind: 'out', device: 'lo', copy: false };
		const wide = isMulticast(dst) || dst === LIMITED_BROADCAST;
		if (src !== undefined && oif === undefined && wide) {
			const own = this.#deviceOf(src);
			return own === undefined ? unreachable() : this.#make4(dst, own, src, undefined);
		}
		if (oif !== undefined) {
			const device = this.interfaces.get(oif);
			if (!device) return error('ENODEV', `there is no interface ${oif}`);
			if (device.up === false) return error('ENETUNREACH', `${oif} is down`);
			if (dst >>> 8 === 0xe00000 || dst === LIMITED_BROADCAST)
				return this.#make4(dst, oif, src, undefined);
		}
		const entry = this.fib.lookup(dst, oif);
		if (!entry) {
			// With an interface given, the kernel assumes that the destination is on its link.
			return oif === undefined ? unreachable() : this.#make4(dst, oif, src, undefined);
		}
		if (entry.type === 'local') return this.#make4(dst, 'lo', src, 'local');
		if (entry.type === 'unreachable') return error('EHOSTUNREACH', `${say(dst)} is unreachable`);
		if (entry.type === 'prohibit') return error('EACCES', `the route to ${say(dst)} is prohibited`);
		if (entry.type === 'blackhole')
			return error('EINVAL', `the route to ${say(dst)} is a blackhole`);
		return entry.device === undefined
			? unreachable()
			: this.#make4(dst, entry.device, src, entry.type);
	}

	/** __mkroute_output */
	#make4(
		dst: number,
		device: string,
		src: number | undefined,
		type: string | undefined
	): OutputRoute {
		if (src !== undefined && isLoopback(src) && device !== 'lo' && !this.#host.routeLocalnet)
			return {
				kind: 'error',
				error: 'EINVAL',
				because: `a packet from ${say(src)} may not leave through ${device}`
			};
		const broadcast = dst === LIMITED_BROADCAST || type === 'broadcast';
		return {
			kind: 'out',
			device,
			copy: broadcast && device !== 'lo'
		};
	}

	#deviceOf(address: AddressNumber): string | undefined {
		const entry = this.fib.lookup(address);
		return entry?.type === 'local' ? entry.device : undefined;
	}

	#output6(dst: bigint, oif: string | undefined): OutputRoute {
		const unreachable: OutputRoute = {
			kind: 'error',
			error: 'ENETUNREACH',
			because: `there is no route to ${say(dst)}`
		};
		if (oif !== undefined && !this.interfaces.has(oif))
			return { kind: 'error', error: 'ENODEV', because: `there is no interface ${oif}` };
		const entry = this.fib.lookup(dst === 0n ? 1n : dst, oif);
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

	/** ip_route_me_harder keeps a source of the host or of the outside, and forgets any other. */
	reroute(family: Family, src: AddressNumber, dst: AddressNumber): OutputRoute {
		if (typeof src === 'bigint') return this.output(family, dst, undefined, src);
		const type = this.fib.addressType(src);
		return this.output(
			family,
			dst,
			undefined,
			type === 'LOCAL' || type === 'UNICAST' ? src : undefined
		);
	}

	/** The address that the kernel sends from, where the program names none. */
	sourceTowards(dst: AddressNumber, device: string): AddressNumber | undefined {
		const entry = this.fib.lookup(dst, device === 'lo' ? undefined : device);
		return entry?.source ?? (entry?.type === 'local' ? dst : this.sourceOn(device, dst));
	}

	/** inet_select_addr and, for IPv6, ipv6_dev_get_saddr: the address MASQUERADE takes. */
	sourceOn(device: string, towards: AddressNumber): AddressNumber | undefined {
		if (typeof towards === 'bigint')
			return sourceAddress6(this.interfaces.values(), towards, device);
		const usable = (name: string) =>
			(this.interfaces.get(name)?.addresses ?? []).filter(
				(own) => own.family === 'ipv4' && !isLoopback(own.address)
			);
		const entry = this.fib.lookup(towards, device);
		const hop = entry?.via ?? towards;
		const own = usable(device);
		const near = own.find(({ address, length }) => inPrefix(hop, masked(address, length), length));
		const chosen = near ?? own[0];
		if (chosen) return chosen.address;
		for (const name of this.interfaces.keys()) {
			const other = usable(name)[0];
			if (other) return other.address;
		}
		return undefined;
	}

	/** What REDIRECT turns a destination into: the first address of the interface, for IPv6 the first
	 * of the destination's scope. */
	redirectTo(device: string, dst: AddressNumber): AddressNumber | undefined {
		const scope = scopeOf(dst);
		const usable = ({ address }: { readonly address: AddressNumber }) =>
			typeof address === typeof dst && (scope === 'global' || scopeOf(address) === scope);
		return this.interfaces.get(device)?.addresses.find(usable)?.address;
	}
}
