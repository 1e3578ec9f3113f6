/** One figure of a bench. */
export interface Figure {
	/** What was measured, for example `read a dump of 100,000 rules`. */
	readonly what: string;
	readonly value: number;
	/** For example `ms`, `s`, `MB/s`, `packets/s`. */
	readonly unit: string;
	/**
	 * The limit that the figure must meet: a constant or another program's figure from the same run. `most`
	 * is an upper limit, `least` a lower one, both in the unit of the figure.
	 */
	readonly held?: {
		readonly to: string;
		readonly most?: number;
		readonly least?: number;
	};
}

/** The measurements of an engine folder: `export const bench: Bench` of src/cli/bench/NOUN.ts. */
export interface Bench {
	readonly name: string;
	/** Yields each figure as it is measured; a sentence for one that this machine can't measure. */
	readonly figures: () => AsyncIterable<Figure | string>;
}
