/** Which files can have rows in common, so that only those are compared. */
import type { Reading } from './reading';

export interface Pair {
	/** Indices of the files: rows at the start of `later` may be rows of `earlier`. */
	readonly earlier: number;
	readonly later: readonly number[];
}

/**
 * Pairs of files in which the later one starts within the time of the earlier one. Of files that
 * start at the same time, the one with more rows counts as earlier: it may contain the others.
 */
export function mayOverlap(readings: readonly (Reading | undefined)[]): readonly Pair[] {
	const files = readings
		.flatMap((reading, index) =>
			reading && reading.counts.rows > 0 ? [{ index, counts: reading.counts }] : []
		)
		.sort(
			(a, b) =>
				a.counts.earliest - b.counts.earliest || b.counts.rows - a.counts.rows || a.index - b.index
		);
	return files.flatMap(({ index, counts }, place) => {
		const later = files
			.slice(place + 1)
			.filter((other) => other.counts.earliest <= counts.latest)
			.map((other) => other.index);
		return later.length > 0 ? [{ earlier: index, later }] : [];
	});
}
