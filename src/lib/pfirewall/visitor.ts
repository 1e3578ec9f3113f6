/** Receives the rows that a scanner finds, and its counts. */
import type { Columns } from './columns';
import type { Layout } from './layout';
import type { Action, Malformed } from './line';

/** Up to four bytes that an address starts with, as a little-endian integer under a mask. */
export interface AddressStart {
	readonly prefix: number;
	readonly mask: number;
}

/** Receives the rows found. Positions count from the start of `bytes`; `end` excludes the line end; lines count from 0. */
export interface Visitor {
	/** The rows to report: those of one action, or all. */
	readonly wanted: Action | undefined;
	/** What the source or destination of a wanted row starts with, if that is known. */
	readonly addressStart: AddressStart;
	/** Where the first of `bytes` is in the file; the scanner sets it. */
	offset: number;
	/** The columns from here on; until the first call, the usual ones. */
	header(layout: Layout): void;
	/** `columns` if they are known. They, and the contents of `bytes`, are valid only until the next call. */
	row(
		bytes: Uint8Array,
		start: number,
		end: number,
		time: number,
		line: number,
		columns: Columns | undefined
	): void;
	malformed(bytes: Uint8Array, start: number, end: number, why: Malformed, line: number): void;
	/** An INFO-EVENTS-LOST row; the time is NaN if it can't be read. */
	lost(bytes: Uint8Array, start: number, end: number, time: number, line: number): void;
}

/** What was counted over all rows, wanted or not. */
export interface Counts {
	rows: number;
	drops: number;
	allows: number;
	malformed: number;
	headers: number;
	/** `#Fields:` lines of some other kind of log. */
	foreignHeaders: number;
	/** Earliest and latest time of any row, in local seconds; Infinity and -Infinity without rows. */
	earliest: number;
	latest: number;
}
