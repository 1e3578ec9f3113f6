import { readPrefixOrAddress, readSpan } from '$lib/cgnat';
import type { IpSet, IpSetEntry } from '$lib/iptables';
import { ipv4, numberSets, prefix4, prefix4Range, type Interval, type IntervalSet } from '$lib/net';

/** What one `add` put into an ipset, by the address in its first part. */
export type Member = {
	/** As `add` writes it, possibly a range of elements: `192.0.2.0/24,tcp:80`. */
	readonly element: string;
	/** The part of it that is the address. */
	readonly address: string;
	readonly range: Interval<number>;
};

/** The addresses that an ipset holds in its first dimension. */
export type SetMembers = {
	readonly name: string;
	/** `hash:net`, `hash:ip,port` ... */
	readonly type: string;
	readonly options: readonly string[];
	readonly members: readonly Member[];
	/** All of them together, without those marked `nomatch`. */
	readonly ranges: IntervalSet<number>;
};

/** An element of a set of IPv4 addresses: an address, a prefix, or `first-last`. */
function memberOf(element: string): readonly Member[] {
	const [address = ''] = element.split(',');
	const range = readPrefixOrAddress(address) ?? readSpan(address);
	return range?.family === 'ipv4' ? [{ element, address, range }] : [];
}

type Members = readonly [SetMembers] | readonly [];

/** Cached, since many rules may use a set. */
const known = new WeakMap<IpSet, Members>();

/** The members of a set whose first dimension is an IPv4 address or network; else none. */
export function membersOf(set: IpSet): Members {
	const before = known.get(set);
	if (before) return before;
	const members = readMembers(set);
	known.set(set, members);
	return members;
}

/** The addresses of an entry; with a shorter netmask, all that share its first bits. */
function rangeOf({ parts }: IpSetEntry, netmask = 32): readonly Interval<number>[] {
	const [first] = parts;
	if (first?.kind !== 'address' || typeof first.address !== 'number') return [];
	const range = prefix4Range(prefix4(ipv4(first.address), Math.min(first.length, netmask)));
	return range ? [range] : [];
}

function readMembers({ name, type, family, options, creation, entries }: IpSet): Members {
	if (family !== 'ipv4' || !/^(hash|bitmap):(ip|net)\b/.test(type)) return [];
	const held = (not: boolean) => entries.filter(({ noMatch }) => noMatch === not);
	const written = new Set(held(false).map((entry) => entry.written));
	const of = (not: boolean) =>
		numberSets.of(held(not).flatMap((entry) => rangeOf(entry, creation.netmask)));
	const ranges = numberSets.subtract(of(false), of(true));
	return [{ name, type, options, members: [...written].flatMap(memberOf), ranges }];
}
