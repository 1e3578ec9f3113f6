/** Where packets go on a host, and which of its addresses they get. */
import type { Family } from '../iptables';
import { isLinkLocal6, isMulticast, sayAddress } from '../net';
import { Fib, interfacesOf } from './fib';
import type { Host, Interface } from './host';
import { redirectTo, sourceOn, sourceTowards } from './own-address';
import type { AddressNumber } from './packet';
import { input, type InputRoute } from './route-in';
import { output, type OutputRoute } from './route-out';
import { ALL_HOSTS, ALL_NODES, ALL_ROUTERS, isLoopback, LIMITED_BROADCAST } from './well-known';

export class Routing {
	readonly fib: Fib;
	readonly interfaces: ReadonlyMap<string, Interface>;
	readonly host: Host;

	constructor(host: Host) {
		this.host = host;
		this.fib = new Fib(host);
		this.interfaces = new Map(interfacesOf(host).map((each) => [each.name, each]));
	}

	/** Whether the host has joined the group on an interface. */
	hasJoined(device: string, group: AddressNumber): boolean {
		if (group === ALL_HOSTS || group === ALL_NODES) return true;
		if (group === ALL_ROUTERS && this.host.forwarding && device !== 'lo') return true;
		return this.interfaces.get(device)?.groups?.includes(group) ?? false;
	}

	/** In octets. */
	mtuOf(device: string): number {
		return this.interfaces.get(device)?.mtu ?? (device === 'lo' ? 65536 : 1500);
	}

	/** Whether an interface has the address. */
	owns(address: AddressNumber): boolean {
		for (const { addresses } of this.interfaces.values())
			if (addresses.some((own) => own.address === address)) return true;
		return this.fib.lookup(address)?.type === 'anycast';
	}

	isBroadcast(address: AddressNumber): boolean {
		return address === LIMITED_BROADCAST || this.fib.lookup(address)?.type === 'broadcast';
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
		return input(this, src, dst, device, protocol);
	}

	/** ip6_forward refuses sources that can't be reached beyond the link. */
	forwardRefused(src: AddressNumber): string | undefined {
		if (typeof src === 'number') return undefined;
		if (src === 0n || isMulticast(src) || isLoopback(src) || isLinkLocal6(src))
			return `packets from ${sayAddress(src)} are not forwarded`;
		return undefined;
	}

	/**
	 * The way out. `oif`: the interface that the sender is bound to. `src`: given when a packet that
	 * already has its source is routed again; else the kernel routes before it chooses one.
	 */
	output(
		family: Family,
		dst: AddressNumber,
		oif: string | undefined,
		src: AddressNumber | undefined
	): OutputRoute {
		return output(this, family, dst, oif, src);
	}

	/**
	 * ip_route_me_harder keeps a local or unicast source and discards any other; ip6_route_me_harder
	 * keeps the interface of link-local traffic. `device`: that of the first route.
	 */
	reroute(
		family: Family,
		src: AddressNumber,
		dst: AddressNumber,
		device: string | undefined
	): OutputRoute {
		if (typeof src === 'bigint') {
			const onLink = isLinkLocal6(dst) || isMulticast(dst);
			return this.output(family, dst, onLink ? device : undefined, src);
		}
		const type = this.fib.addressType(src);
		return this.output(
			family,
			dst,
			undefined,
			type === 'LOCAL' || type === 'UNICAST' ? src : undefined
		);
	}

	/** The source address that the kernel chooses if the program specifies none. */
	sourceTowards(dst: AddressNumber, device: string): AddressNumber | undefined {
		return sourceTowards(this, dst, device);
	}

	/** The address that MASQUERADE uses. */
	sourceOn(device: string, towards: AddressNumber): AddressNumber | undefined {
		return sourceOn(this, device, towards);
	}

	/** The new destination that REDIRECT sets. */
	redirectTo(device: string, dst: AddressNumber): AddressNumber | undefined {
		return redirectTo(this, device, dst);
	}
}
