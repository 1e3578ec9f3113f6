/** The values that an open field may still have, and how a test splits them. */
import { bigintSets, maskLength4, maskLength6, isIpv4, isIpv6, numberSets } from '../net';
import type { Interval, IntervalSet } from '../net';
import type { Family, FieldName, FieldSet } from '../iptables';

export type Domain =
	| { readonly kind: 'numbers'; readonly set: IntervalSet<number> }
	| { readonly kind: 'bigs'; readonly set: IntervalSet<bigint> }
	| { readonly kind: 'names'; readonly names: readonly string[] };

const highest: Readonly<Partial<Record<FieldName, number>>> = {
	protocol: 255,
	sport: 65535,
	dport: 65535,
	tcpFlags: 255,
	icmpType: 255,
	icmpCode: 255,
	length: 65535,
	ttl: 255,
	tos: 255
};
const LAST_ADDRESS6 = (1n << 128n) - 1n;

/** Every value that the field can have. `names`: of the existing interfaces. */
export function everything(field: FieldName, family: Family, names: readonly string[]): Domain {
	if (field === 'state')
		return { kind: 'names', names: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'] };
	if (field === 'in' || field === 'out') return { kind: 'names', names };
	if (family === 'ipv6' && (field === 'src' || field === 'dst'))
		return { kind: 'bigs', set: [{ lo: 0n, hi: LAST_ADDRESS6 }] };
	return { kind: 'numbers', set: [{ lo: 0, hi: highest[field] ?? 0xffff_ffff }] };
}

export function isEmpty(domain: Domain): boolean {
	return domain.kind === 'names' ? domain.names.length === 0 : domain.set.length === 0;
}

export function sameDomain(a: Domain, b: Domain): boolean {
	if (a.kind === 'numbers' && b.kind === 'numbers') return numberSets.equals(a.set, b.set);
	if (a.kind === 'bigs' && b.kind === 'bigs') return bigintSets.equals(a.set, b.set);
	return a.kind === 'names' && b.kind === 'names' && a.names.join() === b.names.join();
}

export function union(a: Domain, b: Domain): Domain {
	if (a.kind === 'numbers' && b.kind === 'numbers')
		return { kind: 'numbers', set: numberSets.union(a.set, b.set) };
	if (a.kind === 'bigs' && b.kind === 'bigs')
		return { kind: 'bigs', set: bigintSets.union(a.set, b.set) };
	if (a.kind === 'names' && b.kind === 'names')
		return { kind: 'names', names: [...new Set([...a.names, ...b.names])] };
	return a;
}

export function complement(a: Domain, within: Domain): Domain {
	if (a.kind === 'numbers' && within.kind === 'numbers')
		return { kind: 'numbers', set: numberSets.subtract(within.set, a.set) };
	if (a.kind === 'bigs' && within.kind === 'bigs')
		return { kind: 'bigs', set: bigintSets.subtract(within.set, a.set) };
	if (a.kind === 'names' && within.kind === 'names')
		return { kind: 'names', names: within.names.filter((name) => !a.names.includes(name)) };
	return within;
}

/** A non-contiguous mask covers many ranges; beyond this many they are not computed. */
const MOST_RANGES = 1024;

/** The runs of values with (value & mask) === match, up to `last`; undefined if too many. */
function runsOfMask(mask: bigint, match: bigint, last: bigint): Interval<bigint>[] | undefined {
	let low = 0n;
	while (low < 128n && !((mask >> low) & 1n)) low++;
	const size = 1n << low;
	const free: bigint[] = [];
	for (let bit = low; 1n << bit <= last; bit++) if (!((mask >> bit) & 1n)) free.push(1n << bit);
	if (free.length > 10) return undefined;
	let starts = [match];
	for (const bit of free) starts = starts.flatMap((start) => [start, start | bit]);
	return starts.length > MOST_RANGES
		? undefined
		: starts.map((lo) => ({ lo, hi: lo + size - 1n })).filter(({ lo }) => lo <= last);
}

/** `last`: the highest value that counts. */
function numbersOf(set: FieldSet, last: number): IntervalSet<number> | undefined {
	if (set.kind === 'numbers') return numberSets.of(set.ranges.map(([lo, hi]) => ({ lo, hi })));
	if (set.kind !== 'masked' || typeof set.mask === 'bigint' || typeof set.match === 'bigint')
		return undefined;
	const { mask, match } = set;
	if (isIpv4(mask) && maskLength4(mask) !== undefined && mask >>> 0 === mask)
		if (mask >= 0x8000_0000 || mask === 0)
			return (match & ~mask) === 0 ? [{ lo: match, hi: (match | ~mask) >>> 0 }] : [];
	const runs = runsOfMask(BigInt(mask), BigInt(match), BigInt(last));
	return runs && numberSets.of(runs.map(({ lo, hi }) => ({ lo: Number(lo), hi: Number(hi) })));
}

function bigsOf(set: FieldSet): IntervalSet<bigint> | undefined {
	if (set.kind === 'bigs') return bigintSets.of(set.ranges.map(([lo, hi]) => ({ lo, hi })));
	if (set.kind !== 'masked') return undefined;
	const mask = BigInt(set.mask);
	const match = BigInt(set.match);
	if (isIpv6(mask) && maskLength6(mask) !== undefined)
		return [{ lo: match, hi: match | BigInt.asUintN(128, ~mask) }];
	const runs = runsOfMask(mask, match, LAST_ADDRESS6);
	return runs && bigintSets.of(runs);
}

/** The values of the domain inside and outside the set; undefined if that can't be computed. */
export function split(
	domain: Domain,
	set: FieldSet
): { readonly inside: Domain; readonly outside: Domain } | undefined {
	if (domain.kind === 'names') {
		if (set.kind !== 'names') return undefined;
		const fits = (name: string) => (set.prefix ? name.startsWith(set.name) : name === set.name);
		return {
			inside: { kind: 'names', names: domain.names.filter(fits) },
			outside: { kind: 'names', names: domain.names.filter((name) => !fits(name)) }
		};
	}
	if (domain.kind === 'numbers') {
		const other = numbersOf(set, domain.set.at(-1)?.hi ?? 0);
		return (
			other && {
				inside: { kind: 'numbers', set: numberSets.intersect(domain.set, other) },
				outside: { kind: 'numbers', set: numberSets.subtract(domain.set, other) }
			}
		);
	}
	const other = bigsOf(set);
	return (
		other && {
			inside: { kind: 'bigs', set: bigintSets.intersect(domain.set, other) },
			outside: { kind: 'bigs', set: bigintSets.subtract(domain.set, other) }
		}
	);
}

/** One of its values: the last for names, the lowest for numbers. Undefined when it is empty. */
export function sample(domain: Domain): number | bigint | string | undefined {
	if (domain.kind === 'names') return domain.names.find((name) => name !== 'lo') ?? domain.names[0];
	return domain.set[0]?.lo;
}
