/** Every value from `lo` to `hi`, both included; `lo <= hi`. */
export type Interval<T extends number | bigint> = { readonly lo: T; readonly hi: T };

/**
 * A set of integers as intervals in canonical form: ascending, disjoint, and with a gap between
 * neighbours. Two sets are equal exactly when their intervals are.
 */
export type IntervalSet<T extends number | bigint> = readonly Interval<T>[];

/** Set operations over one kind of integer. All take and return canonical sets. */
export type IntervalSets<T extends number | bigint> = {
	/** The canonical set of these intervals, which may overlap and be in any order. */
	readonly of: (intervals: readonly Interval<T>[]) => IntervalSet<T>;
	readonly union: (a: IntervalSet<T>, b: IntervalSet<T>) => IntervalSet<T>;
	readonly intersect: (a: IntervalSet<T>, b: IntervalSet<T>) => IntervalSet<T>;
	/** The values in `a` that are not in `b`. */
	readonly subtract: (a: IntervalSet<T>, b: IntervalSet<T>) => IntervalSet<T>;
	readonly contains: (set: IntervalSet<T>, value: T) => boolean;
	/** Whether all of `part` is in `set`. */
	readonly includes: (set: IntervalSet<T>, part: IntervalSet<T>) => boolean;
	readonly isEmpty: (set: IntervalSet<T>) => boolean;
	readonly equals: (a: IntervalSet<T>, b: IntervalSet<T>) => boolean;
};

/** The value `by` steps away: the only operation that differs between numbers and bigints. */
type Step<T> = (value: T, by: 1 | -1) => T;

function intervalSets<T extends number | bigint>(step: Step<T>): IntervalSets<T> {
	function of(intervals: readonly Interval<T>[]): IntervalSet<T> {
		const sorted = intervals
			.filter(({ lo, hi }) => lo <= hi)
			.sort((a, b) => (a.lo < b.lo ? -1 : a.lo > b.lo ? 1 : 0));
		const set: Interval<T>[] = [];
		for (const interval of sorted) {
			const last = set.at(-1);
			if (last === undefined || interval.lo > step(last.hi, 1)) set.push(interval);
			else if (interval.hi > last.hi) set[set.length - 1] = { lo: last.lo, hi: interval.hi };
		}
		return set;
	}

	function intersect(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
		const set: Interval<T>[] = [];
		let i = 0;
		let j = 0;
		for (;;) {
			const left = a[i];
			const right = b[j];
			if (left === undefined || right === undefined) return set;
			const lo = left.lo > right.lo ? left.lo : right.lo;
			const hi = left.hi < right.hi ? left.hi : right.hi;
			if (lo <= hi) set.push({ lo, hi });
			if (left.hi < right.hi) i++;
			else j++;
		}
	}

	function subtract(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
		const set: Interval<T>[] = [];
		let j = 0;
		for (const { lo, hi } of a) {
			let from = lo;
			let next = b[j];
			while (next !== undefined && next.hi < from) next = b[++j];
			for (let k = j; next !== undefined && next.lo <= hi; next = b[++k]) {
				if (next.lo > from) set.push({ lo: from, hi: step(next.lo, -1) });
				from = step(next.hi, 1);
			}
			if (from <= hi) set.push({ lo: from, hi });
		}
		return set;
	}

	/** The interval that contains the value. */
	function around(set: IntervalSet<T>, value: T): Interval<T> | undefined {
		let low = 0;
		let high = set.length - 1;
		while (low <= high) {
			const middle = (low + high) >>> 1;
			const interval = set[middle];
			if (interval === undefined) return undefined;
			if (value < interval.lo) high = middle - 1;
			else if (value > interval.hi) low = middle + 1;
			else return interval;
		}
		return undefined;
	}

	/** Neighbours are separated by a gap, so the set includes an interval only if one member does. */
	function includes(set: IntervalSet<T>, part: IntervalSet<T>): boolean {
		return part.every(({ lo, hi }) => {
			const interval = around(set, lo);
			return interval !== undefined && hi <= interval.hi;
		});
	}

	return {
		of,
		union: (a, b) => of([...a, ...b]),
		intersect,
		subtract,
		contains: (set, value) => around(set, value) !== undefined,
		includes,
		isEmpty: (set) => set.length === 0,
		equals: (a, b) =>
			a.length === b.length && a.every(({ lo, hi }, i) => b[i]?.lo === lo && b[i].hi === hi)
	};
}

/** Sets of numbers: ports, IPv4 addresses, marks. Values are safe integers. */
export const numberSets: IntervalSets<number> = intervalSets<number>((value, by) => value + by);

/** Sets of bigints: IPv6 addresses. */
export const bigintSets: IntervalSets<bigint> = intervalSets<bigint>(
	(value, by) => value + BigInt(by)
);
