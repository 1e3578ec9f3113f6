/** Recorded scenarios in the forms of the engine: host, rules, packets and steps. */
import type { Backend, Family } from '$lib/iptables';
import { isMulticast, parseAddress, protocolNumber } from '$lib/net';
import {
	TCP_FLAG,
	readRoute,
	type AddressNumber,
	type Host,
	type Interface,
	type InterfaceAddress,
	type Packet,
	type Route,
	type TcpFlagName
} from '$lib/netfilter';
import { withAddress } from './addresses';
import { readOwnAddress } from './change-host';
import {
	isObject,
	listAt,
	numberAt,
	objectAt,
	objectsAt,
	textAt,
	textsAt,
	type Json
} from './json';

export interface RuleText {
	readonly format: 'commands' | 'save';
	readonly text: string;
	/** iptables-restore was told to keep what is there (--noflush). */
	readonly keepsRules: boolean;
}

export type Step =
	| { readonly kind: 'packet'; readonly packet: Packet }
	| { readonly kind: 'ip'; readonly commands: readonly string[] }
	| { readonly kind: 'rules'; readonly rules: readonly RuleText[] }
	| { readonly kind: 'wait'; readonly milliseconds: number }
	| { readonly kind: 'sysctl'; readonly set: Json };

export interface Scenario {
	readonly name: string;
	readonly backend: Backend;
	readonly family: Family;
	readonly host: Host;
	readonly rules: readonly RuleText[];
	readonly steps: readonly Step[];
}

function addressOf(text: string | undefined): AddressNumber | undefined {
	return text === undefined ? undefined : parseAddress(text)?.value;
}

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

/** Groups that packets of the scenario are addressed to are joined before it begins. */
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

/** The part of a sysctl's name that says what it is. */
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
 * The recorder sets accept_local of every interface, which the setting for all can't take back.
 */
export function withSettings(host: Host, set: Json): Host {
	const interfaces = host.interfaces.map((each) => {
		const value = numberAt(set, `net.ipv4.conf.${each.name}.rp_filter`);
		return value === undefined ? each : { ...each, reversePathFilter: filterOf(value) };
	});
	return { ...host, interfaces, ...settings(set) };
}

function hostOf(from: Json, family: Family, packets: readonly Json[], conntrack: string): Host {
	const listed =
		from['interfaces'] === undefined ? [{ name: 'lo' }] : objectsAt(from, 'interfaces');
	// The addresses were added one after the other.
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

function rulesOf(from: unknown): RuleText[] {
	const parts = Array.isArray(from) ? from.filter(isObject) : isObject(from) ? [from] : [];
	return parts.map((part) => ({
		format: textAt(part, 'format') === 'save' ? 'save' : 'commands',
		text: textAt(part, 'text') ?? '',
		keepsRules: textsAt(part, 'options').some((word) => word === '-n' || word === '--noflush')
	}));
}

const names: ReadonlyMap<string, number> = new Map([
	['icmp', 1],
	['igmp', 2],
	['ipencap', 4],
	['tcp', 6],
	['udp', 17],
	['dccp', 33],
	['ipv6', 41],
	['gre', 47],
	['esp', 50],
	['ah', 51],
	['icmpv6', 58],
	['ipv6-icmp', 58],
	['ipv6-nonxt', 59],
	['ospf', 89],
	['sctp', 132],
	['udplite', 136]
]);

function protocolOf(from: Json): number | undefined {
	const number = numberAt(from, 'protocol');
	if (number !== undefined) return number;
	const name = textAt(from, 'protocol')?.toLowerCase();
	return name === undefined ? undefined : (names.get(name) ?? protocolNumber(name));
}

function isFlag(name: string): name is TcpFlagName {
	return name in TCP_FLAG;
}

const optionData: ReadonlyMap<number, readonly number[]> = new Map([
	[2, [5, 0xb4]],
	[3, [7]],
	[8, [0, 0, 0, 0, 0, 0, 0, 0]]
]);

function bytesOf(hex: string): number[] {
	return (hex.match(/../g) ?? []).map((octet) => parseInt(octet, 16));
}

function tcpOptionsOf(from: Json): Packet['tcpOptions'] {
	if (from['tcpOptions'] === undefined) return undefined;
	return listAt(from, 'tcpOptions').flatMap((item) => {
		if (typeof item === 'number') return [{ kind: item, data: optionData.get(item) ?? [] }];
		if (!Array.isArray(item)) return [];
		const kind: unknown = item[0];
		const data: unknown = item[1];
		return typeof kind === 'number' && typeof data === 'string'
			? [{ kind, data: bytesOf(data) }]
			: [];
	});
}

/** Leaves out what is undefined, as exact optional properties want it. */
function given<T extends object>(value: T): T {
	const copy = { ...value };
	for (const key of Object.keys(value)) {
		if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
	}
	return copy;
}

function quoteOf(from: Json, family: Family): Packet['quote'] {
	if (!isObject(from['quote'])) return undefined;
	const quote = from['quote'];
	const packet = numberAt(quote, 'packet');
	return packet === undefined ? packetOf(quote, family) : { packet };
}

function packetTypeOf(from: Json): Packet['packetType'] {
	switch (textAt(from, 'pkttype')) {
		case 'broadcast':
			return 'broadcast';
		case 'multicast':
			return 'multicast';
		case 'otherhost':
			return 'otherhost';
		case 'host':
		case 'unicast':
			return 'unicast';
		default:
			return undefined;
	}
}

function fragmentOf(from: Json): Packet['fragment'] {
	const { fragment } = from;
	if (!isObject(fragment)) return undefined;
	const total = numberAt(fragment, 'total');
	return {
		offset: numberAt(fragment, 'offset') ?? 0,
		more: fragment['mf'] === true,
		...(total !== undefined && { total })
	};
}

export function packetOf(from: Json, family: Family): Packet {
	const direction = textAt(from, 'direction') ?? 'in';
	const payload = textAt(from, 'payload');
	const hex = payload?.startsWith('hex:') ? bytesOf(payload.slice(4)) : undefined;
	const flags = from['flags'] === undefined ? undefined : textsAt(from, 'flags').filter(isFlag);
	return given<Packet>({
		family,
		direction: direction === 'out' ? 'out' : 'in',
		in: direction === 'out' ? undefined : (textAt(from, 'in') ?? ''),
		out: direction === 'out' ? textAt(from, 'out') : undefined,
		src: addressOf(textAt(from, 'src')),
		dst: addressOf(textAt(from, 'dst')),
		protocol: protocolOf(from),
		sport: numberAt(from, 'sport'),
		dport: numberAt(from, 'dport'),
		tcpFlags: flags?.reduce((bits, name) => bits | TCP_FLAG[name], 0),
		seq: numberAt(from, 'seq'),
		ack: numberAt(from, 'ack'),
		window: numberAt(from, 'window'),
		tcpOptions: tcpOptionsOf(from),
		icmpType: numberAt(from, 'icmpType'),
		icmpCode: numberAt(from, 'icmpCode'),
		icmpId: numberAt(from, 'icmpId'),
		icmpSeq: numberAt(from, 'icmpSeq'),
		quote: quoteOf(from, family),
		quoteBytes: numberAt(from, 'quoteBytes'),
		mtu: numberAt(from, 'mtu'),
		replyTo: numberAt(from, 'replyTo'),
		sctpChunk: textAt(from, 'sctpChunk') === 'DATA' ? 'DATA' : undefined,
		sctpTag: numberAt(from, 'vtag'),
		ttl: numberAt(from, 'ttl'),
		tos: numberAt(from, 'tos'),
		ipId: numberAt(from, 'ipId'),
		df: from['df'] === true ? true : undefined,
		length: numberAt(from, 'length'),
		payload: hex ? hex.length : numberAt(from, 'payload'),
		payloadBytes: hex,
		truncate: numberAt(from, 'truncate'),
		fragment: fragmentOf(from),
		badChecksum: from['badChecksum'] === true ? true : undefined,
		checksumAsUdp: from['udpliteAsUdp'] === true ? true : undefined,
		extensionHeaders:
			from['extHeaders'] === undefined
				? undefined
				: listAt(from, 'extHeaders').filter((each) => typeof each === 'number'),
		mark: numberAt(from, 'mark'),
		uid: numberAt(from, 'uid'),
		gid: numberAt(from, 'gid'),
		packetType: packetTypeOf(from),
		// The recorder's frames have this source.
		macSource: direction === 'out' ? undefined : '02:ee:00:00:00:01'
	});
}

function stepOf(from: Json, family: Family): Step {
	switch (textAt(from, 'step')) {
		case 'ip':
			return { kind: 'ip', commands: textsAt(from, 'commands') };
		case 'rules':
			return { kind: 'rules', rules: rulesOf(from) };
		case 'wait':
			return { kind: 'wait', milliseconds: Math.min(2000, numberAt(from, 'ms') ?? 0) };
		case 'sysctl':
			return { kind: 'sysctl', set: objectAt(from, 'set') };
		default:
			return { kind: 'packet', packet: packetOf(from, family) };
	}
}

export function scenarioOf(from: Json): Scenario {
	const family = textAt(from, 'family') === 'ipv6' ? 'ipv6' : 'ipv4';
	const packets = objectsAt(from, 'packets');
	return {
		name: textAt(from, 'name') ?? '',
		backend: textAt(from, 'backend') === 'nft' ? 'nft' : 'legacy',
		family,
		host: hostOf(objectAt(from, 'host'), family, packets, textAt(from, 'conntrack') ?? 'always'),
		rules: rulesOf(from['rules']),
		steps: packets.map((each) => stepOf(each, family))
	};
}
