import { readPrefixOrAddress, readSpan } from '$lib/cgnat';
import type { IpSet } from '$lib/iptables';
import { numberSets, type Interval, type IntervalSet } from '$lib/net';

/** One element of an ipset, by the address that is its first part. */
export type Member = {
	/** As `add` writes it: `192.0.2.0/24,tcp:80`. */
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

/** Of one set there may be many rules. */
const known = new WeakMap<IpSet, Members>();

/** The members of a set whose first dimension is an IPv4 address or network; else none. */
export function membersOf(set: IpSet): Members {
	const before = known.get(set);
	if (before) return before;
	const members = readMembers(set);
	known.set(set, members);
	return members;
}

function readMembers({ name, type, family, options, entries }: IpSet): Members {
	if (family !== 'ipv4' || !/^(hash|bitmap):(ip|net)\b/.test(type)) return [];
	const held = (not: boolean) =>
		entries.filter(({ noMatch }) => noMatch === not).flatMap(({ element }) => memberOf(element));
	const members = held(false);
	const ranges = numberSets.subtract(
		numberSets.of(members.map(({ range }) => range)),
		numberSets.of(held(true).map(({ range }) => range))
	);
	return [{ name, type, options, members, ranges }];
}
