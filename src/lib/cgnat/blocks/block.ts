import type { Found } from '../network';
import type { Line } from '../readers';

/** The result of lines that belong together: an object of several lines, a table with its head. */
export type Block = {
	readonly found: readonly Found[];
	/** How many lines it takes. */
	readonly taken: number;
};

/** Reads the block that starts at a line, or returns undefined if it does not recognise it. */
export type BlockReader = (lines: readonly Line[], from: number) => Block | undefined;
