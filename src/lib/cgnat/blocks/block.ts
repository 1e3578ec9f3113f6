import type { Found } from '../network';
import type { Line } from '../readers';

/** What lines that belong together give: an object of several lines, a table with its head. */
export type Block = {
	readonly found: readonly Found[];
	/** How many lines it takes. */
	readonly taken: number;
};

/** Reads the block that begins at a line, or answers undefined: not mine. */
export type BlockReader = (lines: readonly Line[], from: number) => Block | undefined;
