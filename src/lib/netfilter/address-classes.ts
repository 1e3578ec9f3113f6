/** Sets of addresses that the host's routes treat alike, for packets with an open address. */
import { IPV4_BITS, IPV6_BITS, bigintSets, numberSets } from '../net';
import type { Interval, IntervalSet } from '../net';
import type { Family, FieldSet } from '../iptables';
import type { Fib, FibEntry } from './fib';
import type { AddressNumber } from './packet';
import { ALL_HOSTS, ALL_NODES, LIMITED_BROADCAST } from './well-known';

function range4(address: number, length: number): Interval<number> {
	return { lo: address, hi: address + 2 ** (IPV4_BITS - length) - 1 };
}

function range6(address: bigint, length: number): Interval<bigint> {
	return { lo: address, hi: address + (1n << BigInt(IPV6_BITS - length)) - 1n };
}

function asSet4(set: IntervalSet<number>): FieldSet {
	return { kind: 'numbers', ranges: set.map(({ lo, hi }) => [lo, hi] as const) };
}

function asSet6(set: IntervalSet<bigint>): FieldSet {
	return { kind: 'bigs', ranges: set.map(({ lo, hi }) => [lo, hi] as const) };
}

function classOf({ type, device }: FibEntry): string {
	return type === 'local' || type === 'anycast' || type === 'broadcast'
		? type
		: `${type} ${device ?? ''}`;
}

/** Addresses that the kernel treats specially, whatever the routes say: multicast groups that the
 * host has joined, other groups, broadcast, loopback, the unspecified address. */
function special4(groups: readonly number[]): readonly IntervalSet<number>[] {
	const joined = numberSets.of([ALL_HOSTS, ...groups].map((lo) => ({ lo, hi: lo })));
	return [
		joined,
		numberSets.subtract([range4(0xe000_0000, 4)], joined),
		[{ lo: LIMITED_BROADCAST, hi: LIMITED_BROADCAST }],
		[range4(0x7f00_0000, 8)],
		[{ lo: 0, hi: 0 }]
	];
}

function special6(groups: readonly bigint[]): readonly IntervalSet<bigint>[] {
	const joined = bigintSets.of([ALL_NODES, ...groups].map((lo) => ({ lo, hi: lo })));
	return [
		joined,
		bigintSets.subtract([range6(0xffn << 120n, 8)], joined),
		[{ lo: 1n, hi: 1n }],
		[{ lo: 0n, hi: 0n }]
	];
}

/** Destinations that are routed alike: local, broadcast, or through one interface. */
export function destinationClasses(
	fib: Fib,
	family: Family,
	groups: readonly AddressNumber[]
): readonly FieldSet[] {
	if (family === 'ipv4') {
		const special = special4(groups.filter((group) => typeof group === 'number'));
		const classes = new Map<string, IntervalSet<number>>();
		let taken = special.reduce((all, set) => numberSets.union(all, set));
		for (const entry of fib.entries.ipv4) {
			const { address, length } = entry;
			if (typeof address === 'bigint') continue;
			const own = numberSets.subtract([range4(address, length)], taken);
			const key = classOf(entry);
			classes.set(key, numberSets.union(classes.get(key) ?? [], own));
			taken = numberSets.union(taken, own);
		}
		return [...classes.values(), ...special].filter((set) => set.length > 0).map(asSet4);
	}
	const special = special6(groups.filter((group) => typeof group === 'bigint'));
	const classes = new Map<string, IntervalSet<bigint>>();
	let taken = special.reduce((all, set) => bigintSets.union(all, set));
	for (const entry of fib.entries.ipv6) {
		const { address, length } = entry;
		if (typeof address === 'number') continue;
		const own = bigintSets.subtract([range6(address, length)], taken);
		const key = classOf(entry);
		classes.set(key, bigintSets.union(classes.get(key) ?? [], own));
		taken = bigintSets.union(taken, own);
	}
	return [...classes.values(), ...special].filter((set) => set.length > 0).map(asSet6);
}

/** The sources that a packet from outside may have: no special address and none of the host's own. */
export function foreignSources(family: Family, own: Iterable<AddressNumber>): FieldSet {
	if (family === 'ipv4') {
		const refused = [range4(0, 8), range4(0x7f00_0000, 8), range4(0xe000_0000, 3)];
		for (const address of own)
			if (typeof address === 'number') refused.push({ lo: address, hi: address });
		return asSet4(numberSets.subtract([range4(0, 0)], numberSets.of(refused)));
	}
	const refused = [range6(0n, 96), range6(0xffffn << 32n, 96), range6(0xffn << 120n, 8)];
	for (const address of own)
		if (typeof address === 'bigint') refused.push({ lo: address, hi: address });
	return asSet6(bigintSets.subtract([range6(0n, 0)], bigintSets.of(refused)));
}
