/** Converts a recorded host to the engine's form. */
import type { Family } from '$lib/iptables';
import { isMulticast } from '$lib/net';
import {
	readRoute,
	type Host,
	type Interface,
	type InterfaceAddress,
	type Route
} from '$lib/netfilter';
import { addressOf, withAddress } from './addresses';
import { readOwnAddress } from './change-host';
import { numberAt, objectAt, objectsAt, textAt, textsAt, type Json } from './json';

function present<T>(value: T | undefined): value is T {
	return value !== undefined;
}

function interfaceOf(from: Json): Interface {
	const type = textAt(from, 'type');
	const mtu = numberAt(from, 'mtu');
	return {
		name: textAt(from, 'name') ?? '',
		addresses: textsAt(from, 'addresses').map(readOwnAddress).filter(present),
		groups: textsAt(from, 'groups').map(addressOf).filter(present),
		...(type !== undefined && { type: type === 'tun' ? 'tunnel' : 'ethernet' }),
		...(from['up'] === false && { up: false }),
		...(mtu !== undefined && { mtu })
	};
}

/** Multicast groups that the scenario's packets are sent to are joined before it starts. */
function joinGroups(interfaces: readonly Interface[], packets: readonly Json[]): Interface[] {
	return interfaces.map((each) => {
		const joined = packets
			.filter((p) => textAt(p, 'direction') === 'in' && (textAt(p, 'in') ?? 'lo') === each.name)
			.filter((p) => each.name !== 'lo' && p['join'] !== false)
			.map((p) => addressOf(textAt(p, 'dst')))
			.filter(present)
			.filter(isMulticast);
		return { ...each, groups: [...(each.groups ?? []), ...joined] };
	});
}

function filterOf(value: number): 0 | 1 | 2 {
	return value === 1 ? 1 : value === 2 ? 2 : 0;
}

/** The settings, each by the part of the sysctl's name that identifies it. */
function settings(set: Json): Partial<Host> {
	const found: { -readonly [K in keyof Host]?: Host[K] } = {};
	for (const name of Object.keys(set)) {
		const value = numberAt(set, name) ?? 0;
		if (name.endsWith('nf_conntrack_tcp_loose')) found.tcpLoose = value !== 0;
		else if (name.endsWith('nf_conntrack_tcp_be_liberal')) found.tcpLiberal = value !== 0;
		else if (name.endsWith('nf_conntrack_checksum')) found.conntrackChecksum = value !== 0;
		else if (name.endsWith('all.rp_filter')) found.reversePathFilter = filterOf(value);
		else if (name.endsWith('route_localnet')) found.routeLocalnet = value !== 0;
		else if (name.endsWith('ip_forward') || name.endsWith('all.forwarding'))
			found.forwarding = value !== 0;
	}
	return found;
}

/**
 * The recorder sets accept_local for every interface, which the setting for all can't revoke.
 */
export function withSettings(host: Host, set: Json): Host {
	const interfaces = host.interfaces.map((each) => {
		const value = numberAt(set, `net.ipv4.conf.${each.name}.rp_filter`);
		return value === undefined ? each : { ...each, reversePathFilter: filterOf(value) };
	});
	return { ...host, interfaces, ...settings(set) };
}

export function hostOf(
	from: Json,
	family: Family,
	packets: readonly Json[],
	conntrack: string
): Host {
	const listed =
		from['interfaces'] === undefined ? [{ name: 'lo' }] : objectsAt(from, 'interfaces');
	// The addresses were added one by one.
	const interfaces = listed.map(interfaceOf).map((each) => ({
		...each,
		addresses: each.addresses
			.filter((own) => own.family === family)
			.reduce<InterfaceAddress[]>(withAddress, [])
	}));
	const first = interfaces.find(({ name }) => name !== 'lo')?.name;
	const texts =
		from['routes'] === undefined
			? first === undefined
				? []
				: [`default dev ${first}`]
			: textsAt(from, 'routes');
	const local = textsAt(from, 'local').map((cidr) => `local ${cidr} dev lo`);
	const routes: Route[] = [...texts, ...local]
		.map((text) => readRoute(text, family))
		.filter(present);
	const plain: Host = {
		interfaces: joinGroups(interfaces, packets),
		routes,
		forwarding: from['forwarding'] === true,
		acceptLocal: true,
		conntrack: conntrack === 'auto' ? 'auto' : 'always'
	};
	return withSettings(plain, objectAt(from, 'sysctl'));
}
