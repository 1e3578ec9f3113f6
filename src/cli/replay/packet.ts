/** Converts a recorded packet to the engine's form. */
import type { Family } from '$lib/iptables';
import { protocolNumber } from '$lib/net';
import { PROTOCOL, TCP_FLAG, type Packet, type TcpFlagName } from '$lib/netfilter';
import { addressOf } from './addresses';
import { isObject, listAt, numberAt, textAt, textsAt, type Json } from './json';

function protocolOf(from: Json): number | undefined {
	const number = numberAt(from, 'protocol');
	if (number !== undefined) return number;
	const name = textAt(from, 'protocol')?.toLowerCase();
	return name === undefined ? undefined : protocolNumber(name);
}

function isFlag(name: string): name is TcpFlagName {
	return Object.hasOwn(TCP_FLAG, name);
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

/** Leaves out undefined values, as exact optional properties require. */
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
	// The recorder knows no ports of DCCP: its header is given as payload.
	const portIn = (at: number) => {
		const [high, low] = hex?.slice(at, at + 2) ?? [];
		const isThere = protocolOf(from) === PROTOCOL.dccp && high !== undefined && low !== undefined;
		return isThere ? (high << 8) | low : undefined;
	};
	const flags = from['flags'] === undefined ? undefined : textsAt(from, 'flags').filter(isFlag);
	return given<Packet>({
		family,
		direction: direction === 'out' ? 'out' : 'in',
		in: direction === 'out' ? undefined : (textAt(from, 'in') ?? ''),
		out: direction === 'out' ? textAt(from, 'out') : undefined,
		src: addressOf(textAt(from, 'src')),
		dst: addressOf(textAt(from, 'dst')),
		protocol: protocolOf(from),
		sport: numberAt(from, 'sport') ?? portIn(0),
		dport: numberAt(from, 'dport') ?? portIn(2),
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
		// The source address of the recorder's frames.
		macSource: direction === 'out' ? undefined : '02:ee:00:00:00:01'
	});
}
