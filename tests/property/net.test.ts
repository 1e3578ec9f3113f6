import fc from 'fast-check';
import IPCIDR from 'ip-cidr';
import { describe, expect, it } from 'vitest';
import {
	coverRange4,
	ipv4,
	ipv6,
	masked4Contains,
	numberSets,
	bigintSets,
	parseIpv4,
	parseIpv6,
	prefix4,
	prefix4Range,
	printIpv4,
	printIpv6,
	printMasked4,
	type Interval
} from '$lib/net';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const uint128 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n });
const small = fc.integer({ min: 0, max: 40 });
const intervals = fc.array(
	fc.tuple(small, small).map(([a, b]) => ({ lo: Math.min(a, b), hi: Math.max(a, b) })),
	{ maxLength: 8 }
);

/** The set that a list of intervals represents, over the small universe. */
function members(list: readonly Interval<number>[]): Set<number> {
	const set = new Set<number>();
	for (const { lo, hi } of list) for (let n = lo; n <= hi; n++) set.add(n);
	return set;
}

const sorted = (set: Iterable<number>) => [...set].sort((a, b) => a - b);

describe('addresses', () => {
	it('read what they print', () => {
		fc.assert(fc.property(uint32, (n) => parseIpv4(printIpv4(ipv4(n))) === n));
		fc.assert(fc.property(uint128, (n) => parseIpv6(printIpv6(ipv6(n))) === n));
	});
	it('of a prefix are those that ip-cidr finds in it', () => {
		fc.assert(
			fc.property(uint32, uint32, fc.integer({ min: 0, max: 32 }), (a, b, length) => {
				const prefix = prefix4(ipv4(a), length);
				const reference = new IPCIDR(printMasked4(prefix));
				const near = ipv4(a ^ (b >>> length));
				expect(masked4Contains(prefix, near)).toBe(reference.contains(printIpv4(near)));
				expect(masked4Contains(prefix, ipv4(b))).toBe(reference.contains(printIpv4(ipv4(b))));
			})
		);
	});
});

describe('sets of intervals', () => {
	const canonical = (set: readonly Interval<number>[]) =>
		set.every(({ lo, hi }, i) => lo <= hi && (i === 0 || (set[i - 1]?.hi ?? lo) + 1 < lo));

	it('agree with plain sets, and stay canonical', () => {
		fc.assert(
			fc.property(intervals, intervals, small, (left, right, probe) => {
				const a = numberSets.of(left);
				const b = numberSets.of(right);
				const inA = members(left);
				const inB = members(right);
				const union = numberSets.union(a, b);
				const both = numberSets.intersect(a, b);
				const rest = numberSets.subtract(a, b);
				for (const set of [a, b, union, both, rest]) expect(canonical(set)).toBe(true);
				expect(sorted(members(union))).toEqual(sorted(new Set([...inA, ...inB])));
				expect(sorted(members(both))).toEqual(sorted([...inA].filter((n) => inB.has(n))));
				expect(sorted(members(rest))).toEqual(sorted([...inA].filter((n) => !inB.has(n))));
				expect(numberSets.contains(a, probe)).toBe(inA.has(probe));
				expect(numberSets.isEmpty(rest)).toBe([...inA].every((n) => inB.has(n)));
				expect(numberSets.equals(union, a)).toBe([...inB].every((n) => inA.has(n)));
			})
		);
	});
	it('mean the same over bigints', () => {
		const big = (list: readonly Interval<number>[]) =>
			list.map(({ lo, hi }) => ({ lo: BigInt(lo), hi: BigInt(hi) }));
		fc.assert(
			fc.property(intervals, intervals, (left, right) => {
				const a = bigintSets.of(big(left));
				const b = bigintSets.of(big(right));
				expect(bigintSets.subtract(a, b)).toEqual(
					big(numberSets.subtract(numberSets.of(left), numberSets.of(right)))
				);
			})
		);
	});
});

describe('the cover of a range', () => {
	it('is the range again, in ascending prefixes', () => {
		fc.assert(
			fc.property(uint32, uint32, (a, b) => {
				const range = { lo: Math.min(a, b), hi: Math.max(a, b) };
				const parts = coverRange4(range).flatMap((prefix) => prefix4Range(prefix) ?? []);
				expect(numberSets.of(parts)).toEqual([range]);
				expect(parts.reduce((sum, { lo, hi }) => sum + hi - lo + 1, 0)).toBe(
					range.hi - range.lo + 1
				);
			})
		);
	});
});
