/** One figure of a bench. */
export interface Figure {
	/** What was measured, as `read a dump of 100,000 rules`. */
	readonly what: string;
	readonly value: number;
	/** As `ms`, `s`, `MB/s`, `packets/s`. */
	readonly unit: string;
	/**
	 * What the figure is held to: a constant or another program's figure from the same run. `most`
	 * is an upper limit, `least` a lower one, both in the unit of the figure.
	 */
	readonly held?: {
		readonly to: string;
		readonly most?: number;
		readonly least?: number;
	};
}

/** What an engine room measures of itself: `export const bench: Bench` of src/cli/bench/NOUN.ts. */
export interface Bench {
	readonly name: string;
	/** Gives each figure when it is there; a sentence where one can't be had on this machine. */
	readonly figures: () => AsyncIterable<Figure | string>;
}
