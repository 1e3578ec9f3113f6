/** The host's routing tables, local and main, including the routes that its addresses imply. */
import { IPV4_BITS, IPV6_BITS, isMulticast, mask4, networkOf, sameNetwork } from '../net';
import type { AddressType, Family } from '../iptables';
import type { Host, Interface, InterfaceAddress, Route, RouteType } from './host';
import type { AddressNumber } from './packet';
import { LIMITED_BROADCAST } from './well-known';

export interface FibEntry {
	readonly type: RouteType;
	readonly address: AddressNumber;
	readonly length: number;
	readonly device: string | undefined;
	readonly via: AddressNumber | undefined;
	/** Source address for packets that the host itself sends. */
	readonly source?: AddressNumber;
	readonly metric: number;
	readonly table: 'local' | 'main';
}

const LOOPBACK = 'lo';
const loopback4: InterfaceAddress = { family: 'ipv4', address: 0x7f00_0001, length: 8 };
const loopback6: InterfaceAddress = { family: 'ipv6', address: 1n, length: 128 };

/** The last address of the prefix, which IPv4 uses as its broadcast address. */
function broadcastOf({ address, length, broadcast }: InterfaceAddress): number | undefined {
	if (typeof address === 'bigint' || broadcast === null) return undefined;
	if (broadcast !== undefined) return broadcast;
	return length < 31 ? (address | ~mask4(length)) >>> 0 : undefined;
}

/** The interfaces including `lo`, which has its own addresses even if they are not described. */
export function interfacesOf(host: Host): readonly Interface[] {
	const known = host.interfaces.find(({ name }) => name === LOOPBACK);
	const lo: Interface = { ...known, name: LOOPBACK, addresses: known?.addresses ?? [] };
	const has = (wanted: InterfaceAddress) =>
		lo.addresses.some(({ address }) => address === wanted.address);
	const complete: Interface = {
		...lo,
		addresses: [...[loopback4, loopback6].filter((own) => !has(own)), ...lo.addresses]
	};
	return [complete, ...host.interfaces.filter(({ name }) => name !== LOOPBACK)];
}

function entriesOfAddress(device: string, own: InterfaceAddress): FibEntry[] {
	const { family, address, length } = own;
	const common = { device, via: undefined, metric: 0 };
	const bits = family === 'ipv4' ? IPV4_BITS : IPV6_BITS;
	const entries: FibEntry[] = [{ ...common, type: 'local', address, length: bits, table: 'local' }];
	const prefix = networkOf(address, length);
	if (family === 'ipv4') {
		const broadcast = broadcastOf(own);
		const loopback = device === LOOPBACK && sameNetwork(address, 0x7f00_0000, 8);
		if (broadcast !== undefined)
			entries.push({
				...common,
				type: 'broadcast',
				address: broadcast,
				length: bits,
				table: 'local'
			});
		if (loopback)
			entries.push({
				...common,
				type: 'local',
				address: prefix,
				length,
				source: address,
				table: 'local'
			});
		else if (length < 32)
			entries.push({ ...common, type: 'unicast', address: prefix, length, table: 'main' });
	} else {
		const metric = 256;
		entries.push({ ...common, type: 'unicast', address: prefix, length, table: 'main', metric });
	}
	return entries;
}

const MULTICAST6 = 0xff00n << 112n;

/** Entries of one family in the order in which lookups must try them. */
function buildTable(host: Host, family: Family): FibEntry[] {
	const entries: FibEntry[] = [];
	for (const { name, addresses, up = true } of interfacesOf(host)) {
		if (!up) {
			// An IPv4 address remains local when its interface is down (fib_sync_down_dev).
			if (family === 'ipv4')
				for (const own of addresses)
					entries.push(
						...entriesOfAddress(name, own).filter(
							({ type, length }) => type === 'local' && length === IPV4_BITS
						)
					);
			continue;
		}
		for (const own of addresses)
			if (own.family === family) {
				entries.push(...entriesOfAddress(name, own));
				if (family === 'ipv6' && host.forwarding && own.length < 127 && name !== LOOPBACK)
					entries.push({
						type: 'anycast',
						address: networkOf(own.address, own.length),
						length: IPV6_BITS,
						device: name,
						via: undefined,
						metric: 0,
						table: 'local'
					});
			}
		if (family === 'ipv6' && name !== LOOPBACK)
			entries.push({
				type: 'multicast',
				address: MULTICAST6,
				length: 8,
				device: name,
				via: undefined,
				metric: 256,
				table: 'local'
			});
	}
	for (const route of host.routes)
		if (route.family === family) entries.push(entryOf(route, entries));
	const order = (entry: FibEntry) => (entry.table === 'local' ? 0 : 1);
	return entries
		.map((entry, i) => ({ entry, i }))
		.sort(
			(a, b) =>
				order(a.entry) - order(b.entry) ||
				b.entry.length - a.entry.length ||
				a.entry.metric - b.entry.metric ||
				a.i - b.i
		)
		.map(({ entry }) => entry);
}

const refusals: ReadonlySet<RouteType> = new Set(['unreachable', 'prohibit', 'blackhole', 'throw']);

export function refuses(type: RouteType): boolean {
	return refusals.has(type);
}

/** IPv6 lets routes that refuse packets lead to lo: who insists on another interface passes them by. */
function leadsNowhere6({ family, type }: Route): boolean {
	return family === 'ipv6' && refuses(type);
}

function entryOf(route: Route, known: readonly FibEntry[]): FibEntry {
	const { type, destination, length, via, family, source } = route;
	const local = type === 'local' || type === 'broadcast' || type === 'anycast';
	// The device of a gateway without one is looked up among the on-link networks.
	const device =
		route.device ??
		(via === undefined
			? undefined
			: known.find(
					(entry) => entry.table === 'main' && sameNetwork(via, entry.address, entry.length)
				)?.device);
	return {
		type,
		address: networkOf(destination, length),
		length,
		device: device ?? (type === 'local' || leadsNowhere6(route) ? LOOPBACK : undefined),
		via,
		...(source !== undefined && { source }),
		metric: route.metric ?? (family === 'ipv6' ? 1024 : 0),
		table: local ? 'local' : 'main'
	};
}

export class Fib {
	readonly entries: Readonly<Record<Family, readonly FibEntry[]>>;
	/** Addresses of each interface. */
	readonly #own: ReadonlyMap<string, ReadonlySet<AddressNumber>>;
	readonly #cache = new Map<string, FibEntry | undefined>();

	constructor(host: Host) {
		this.#own = new Map(
			interfacesOf(host).map(({ name, addresses }) => [
				name,
				new Set(addresses.map(({ address }) => address))
			])
		);
		this.entries = { ipv4: buildTable(host, 'ipv4'), ipv6: buildTable(host, 'ipv6') };
	}

	/** The route to an address; with `device`, only through this interface. */
	lookup(address: AddressNumber, device?: string): FibEntry | undefined {
		const key = `${address.toString()} ${device ?? ''} ${typeof address}`;
		if (this.#cache.has(key)) return this.#cache.get(key);
		const entries = this.entries[typeof address === 'bigint' ? 'ipv6' : 'ipv4'];
		let found: FibEntry | undefined;
		for (const entry of entries) {
			if (device !== undefined && entry.device !== undefined && entry.device !== device) continue;
			if (!sameNetwork(address, entry.address, entry.length)) continue;
			if (entry.type === 'throw') break;
			found = entry;
			break;
		}
		if (this.#cache.size > 4096) this.#cache.clear();
		this.#cache.set(key, found);
		return found;
	}

	/** Of routes to one prefix, IPv6 takes the one through the interface that is preferred; IPv4 does not
	 * ask: rt6_device_match. */
	routeTo(
		address: AddressNumber,
		through?: { readonly only: string } | { readonly rather: string }
	): FibEntry | undefined {
		if (through && 'only' in through) return this.lookup(address, through.only);
		const best = this.lookup(address);
		if (!best || !through || typeof address === 'number') return best;
		const { address: prefix, length, table } = best;
		const own = this.entries.ipv6.find(
			(entry) =>
				entry.table === table &&
				entry.address === prefix &&
				entry.length === length &&
				entry.device === through.rather
		);
		return own ?? best;
	}

	isLocal(address: AddressNumber): boolean {
		return this.addressType(address) === 'LOCAL';
	}

	/** inet_dev_addr_type; for IPv6, the type of the route to the address. */
	addressType(address: AddressNumber, device?: string): AddressType {
		if (typeof address === 'bigint') return this.#addressType6(address, device);
		if (address === 0 || address === LIMITED_BROADCAST) return 'BROADCAST';
		if (isMulticast(address)) return 'MULTICAST';
		const entry = this.entries.ipv4.find(
			({ table, address: prefix, length }) =>
				table === 'local' && sameNetwork(address, prefix, length)
		);
		if (!entry || (device !== undefined && entry.device !== device)) return 'UNICAST';
		return entry.type === 'local' ? 'LOCAL' : entry.type === 'broadcast' ? 'BROADCAST' : 'UNICAST';
	}

	#addressType6(address: bigint, device: string | undefined): AddressType {
		if (address === 0n) return 'UNSPEC';
		if (isMulticast(address)) return 'MULTICAST';
		if (device !== undefined && this.#own.get(device)?.has(address)) return 'LOCAL';
		const entry = this.lookup(address, device);
		if (!entry) return 'UNREACHABLE';
		// With an interface, only its own addresses are local, not those that a route makes local.
		if (entry.type === 'local') return device === undefined ? 'LOCAL' : 'UNICAST';
		if (entry.type === 'anycast') return 'ANYCAST';
		// Whatever the route says against it (nf_ip6_route).
		return entry.type === 'unicast' ? 'UNICAST' : 'UNREACHABLE';
	}
}
