/**
 * Whether a packet is in an ipset: each part of an element is compared with what the direction of
 * its place names. https://ipset.netfilter.org/ipset.man.html
 */
import { mask4, mask6, parseIpv4, parseIpv6, protocolNumber, servicePort } from '../../net';
import type { Outcome, PacketView } from '../evaluation';
import type { IpSet } from '../ipset';
import { unknown } from './evaluate';

export type Side = 'src' | 'dst';

/** How closely a part fits: the length of its prefix; undefined where it does not. */
type Fit = number | undefined | 'open';

function fitsRange(text: string, address: number | bigint): Fit {
	const [first = '', second = first] = text.split('-');
	const [low, high] =
		typeof address === 'number'
			? [parseIpv4(first), parseIpv4(second)]
			: [parseIpv6(first), parseIpv6(second)];
	if (low === undefined || high === undefined) return undefined;
	return address >= low && address <= high ? (typeof address === 'number' ? 32 : 128) : undefined;
}

function fitsAddress(text: string, address: number | bigint | null | undefined): Fit {
	if (address === undefined) return 'open';
	if (address === null) return undefined;
	const slash = text.indexOf('/');
	if (slash < 0) return fitsRange(text, address);
	const length = Number(text.slice(slash + 1));
	const network = text.slice(0, slash);
	if (typeof address === 'number') {
		const base = parseIpv4(network);
		return base !== undefined && ((address ^ base) & mask4(length)) === 0 ? length : undefined;
	}
	const base = parseIpv6(network);
	return base !== undefined && ((address ^ base) & mask6(length)) === 0n ? length : undefined;
}

/** `[protocol:]port[-port]`; without a protocol, TCP. */
function fitsPort(text: string, packet: PacketView, side: Side): Fit {
	const colon = text.indexOf(':');
	const named = colon < 0 ? 'tcp' : text.slice(0, colon);
	const protocol = /^\d+$/.test(named) ? Number(named) : protocolNumber(named);
	const { protocol: found } = packet;
	const port = side === 'src' ? packet.sport : packet.dport;
	if (found === undefined || (found === protocol && port === undefined)) return 'open';
	if (found !== protocol) return undefined;
	const [first = '', second = first] = text.slice(colon + 1).split('-');
	const number = (word: string) => (/^\d+$/.test(word) ? Number(word) : (servicePort(word) ?? -1));
	const value = port ?? 0;
	return value >= number(first) && value <= number(second) ? 0 : undefined;
}

function fitsExactly<T>(wanted: T, found: T | null | undefined): Fit {
	if (found === undefined) return 'open';
	return found === wanted ? 0 : undefined;
}

function fitsPart(kind: string, text: string, packet: PacketView, side: Side): Fit {
	switch (kind) {
		case 'ip':
		case 'net':
			return fitsAddress(text, packet[side]);
		case 'port':
			return fitsPort(text, packet, side);
		case 'iface':
			return fitsExactly(text, side === 'src' ? packet.in : packet.out);
		case 'mark':
			return fitsExactly(Number(text), packet.mark);
		case 'mac':
			return fitsExactly(text.toLowerCase(), packet.macSource);
		default:
			return 'open';
	}
}

/** How closely an element fits as a whole. */
function fitsElement(
	kinds: readonly string[],
	element: string,
	packet: PacketView,
	sides: readonly Side[]
): Fit {
	let total = 0;
	let open = false;
	for (const [i, text] of element.split(',').entries()) {
		const fit = fitsPart(kinds[i] ?? '', text, packet, sides[i] ?? 'dst');
		if (fit === undefined) return undefined;
		if (fit === 'open') open = true;
		else total += fit;
	}
	return open ? 'open' : total;
}

/** Of several elements that fit, the narrowest decides; it may be an exception. */
export function isMember(set: IpSet, packet: PacketView, sides: readonly Side[]): Outcome {
	const [storage = '', parts = ''] = set.type.split(':');
	if (storage === 'list') {
		for (const { element } of set.entries) {
			const member = packet.set(element);
			const outcome = member ? isMember(member, packet, sides) : noMembers(element);
			if (outcome !== false) return outcome;
		}
		return false;
	}
	const kinds = parts.split(',');
	const addressed = kinds.some((kind) => kind === 'ip' || kind === 'net');
	if (addressed && set.family !== packet.family) return false;
	if (sides.length < kinds.filter((kind) => kind !== 'mark').length) return false;
	let best = -1;
	let outcome: Outcome = false;
	for (const { element, noMatch } of set.entries) {
		const fit = fitsElement(kinds, element, packet, sides);
		if (fit === 'open')
			return unknown(`a field that the ipset ${set.name} is asked for is left open`);
		if (fit === undefined || fit <= best) continue;
		best = fit;
		outcome = !noMatch;
	}
	return outcome;
}

export function noMembers(name: string): Outcome {
	return unknown(`the members of the ipset ${name} are not given`);
}
