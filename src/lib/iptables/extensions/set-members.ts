/**
 * Whether a packet is in an ipset: each part of an element is compared with what the direction of
 * its place names. https://ipset.netfilter.org/ipset.man.html
 */
import { mask4, mask6, parseIpv4, parseIpv6 } from '../../net';
import type { Outcome, PacketView } from '../evaluation';
import { serves, type IpSet, type IpSetEntry } from '../ipset';
import { unknown } from './evaluate';
import { fitsAnyPort, fitsPort, type PortFit } from './set-port';

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

function fitOf(fits: PortFit): Fit {
	return fits === 'open' ? 'open' : fits ? 0 : undefined;
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
			return fitOf(fitsPort(text, packet, side));
		case 'any port':
			return fitOf(fitsAnyPort(text, packet, side));
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

/** Sets of addresses may keep only the first bits of each. */
function withNetmask(element: string, netmask: string | undefined): string {
	return netmask === undefined || /[-/]/.test(element) ? element : `${element}/${netmask}`;
}

/**
 * Elements whose network is the narrowest that has the address: with any of these there, whatever
 * its interface, the kernel asks for no wider one (multi in ip_set_hash_netiface.c).
 */
function inNarrowest(
	entries: readonly IpSetEntry[],
	packet: PacketView,
	[side = 'dst']: readonly Side[]
): readonly IpSetEntry[] {
	const fits = entries.map(({ element }) => fitsAddress(element.split(',')[0] ?? '', packet[side]));
	const narrowest = Math.max(-1, ...fits.map((fit) => (typeof fit === 'number' ? fit : -1)));
	return entries.filter((_, i) => fits[i] === 'open' || fits[i] === narrowest);
}

/**
 * Of several elements that fit, the narrowest decides; it may be an exception. `exceptions`: the set
 * is asked for those alone (--return-nomatch), which only sets of networks can have.
 */
export function isMember(
	set: IpSet,
	packet: PacketView,
	sides: readonly Side[],
	exceptions: boolean
): Outcome {
	const [storage = '', parts = ''] = set.type.split(':');
	const seconds = packet.session.now / 1000;
	const entries = set.entries.filter(({ timeout }) => timeout === undefined || seconds < timeout);
	if (storage === 'list') {
		for (const { element } of entries) {
			const member = packet.set(element);
			const outcome = member ? isMember(member, packet, sides, exceptions) : noMembers(element);
			if (outcome !== false) return outcome;
		}
		return false;
	}
	const kinds = set.type === 'bitmap:port' ? ['any port'] : parts.split(',');
	if (!serves(set, packet.family)) return false;
	if (sides.length < kinds.filter((kind) => kind !== 'mark').length) return false;
	const wanted = exceptions && kinds.includes('net');
	const candidates = set.type === 'hash:net,iface' ? inNarrowest(entries, packet, sides) : entries;
	const { options } = set;
	const netmask = options.includes('netmask') ? options[options.indexOf('netmask') + 1] : undefined;
	let best = -1;
	let outcome: Outcome = false;
	for (const { element, noMatch } of candidates) {
		const fit = fitsElement(kinds, withNetmask(element, netmask), packet, sides);
		if (fit === 'open')
			return unknown(`a field that the ipset ${set.name} is asked for is left open`);
		if (fit === undefined || fit <= best) continue;
		best = fit;
		outcome = noMatch === wanted;
	}
	return outcome;
}

export function noMembers(name: string): Outcome {
	return unknown(`the members of the ipset ${name} are not given`);
}
