/** The layout of a walk's memory: the rows from 0 on, then these. */
export interface Places {
	/** Integers: rows, drops, end of the records; from `TIMES` on, as floats, earliest and latest time. */
	readonly counts: number;
	/** Records of the rows wanted. */
	readonly records: number;
	readonly recordsEnd: number;
	/** Bytes of the longest row that can be plain. */
	readonly longest: number;
}

/** Offset of the times in the counts, and the size of the counts, in bytes. */
export const TIMES = 16;
export const COUNTS = 32;

/** Separators that a row may have to be walked. */
export const MOST_WALKED = 31;

/**
 * Bytes of a record: as integers, where the row starts and ends, its number among those walked and
 * its separators; as a float, its time; then, as integers, where its columns end. After these is room
 * for what a step of 16 bytes may write beyond them.
 */
export const RECORD = 24 + 4 * (MOST_WALKED + 1) + 4 * 16;
