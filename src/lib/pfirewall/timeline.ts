/** How many rows are in each stretch of local time, with a bounded number of stretches. */

/** Lengths of a stretch, in seconds: a second to 100 days; each divides the next. */
const STEPS = [1, 10, 60, 600, 3600, 21_600, 86_400, 864_000, 8_640_000] as const;
const MOST_STRETCHES = 4096;

export interface Timeline {
	/** Length of a stretch, in seconds. */
	readonly step: number;
	/** Stretches with rows, in order: start in local seconds, rows. */
	readonly stretches: readonly (readonly [start: number, count: number])[];
}

export class TimelineBuilder {
	#level = 0;
	#step: number = STEPS[0];
	#counts = new Map<number, number>();
	/** The stretch counted last: rows usually come in chronological order. */
	#start = NaN;
	#count = 0;

	add(time: number, count = 1): void {
		if (!(time >= this.#start && time < this.#start + this.#step)) {
			this.#settle();
			this.#start = Math.floor(time / this.#step) * this.#step;
		}
		this.#count += count;
	}

	/** The timeline with steps of at least `least` seconds. */
	timeline(least = 1): Timeline {
		this.#settle();
		while (this.#step < least) this.#coarsen();
		const stretches = [...this.#counts].sort(([a], [b]) => a - b);
		return { step: this.#step, stretches };
	}

	#settle(): void {
		if (this.#count > 0) {
			this.#counts.set(this.#start, (this.#counts.get(this.#start) ?? 0) + this.#count);
		}
		this.#count = 0;
		this.#start = NaN;
		while (this.#counts.size > MOST_STRETCHES && this.#level + 1 < STEPS.length) this.#coarsen();
	}

	#coarsen(): void {
		this.#step = STEPS[++this.#level] ?? Infinity;
		const counts = new Map<number, number>();
		for (const [start, count] of this.#counts) {
			const wide = Math.floor(start / this.#step) * this.#step;
			counts.set(wide, (counts.get(wide) ?? 0) + count);
		}
		this.#counts = counts;
	}
}

export function mergeTimelines(timelines: readonly Timeline[]): Timeline {
	const builder = new TimelineBuilder();
	for (const { stretches } of timelines)
		for (const [start, count] of stretches) builder.add(start, count);
	return builder.timeline(Math.max(1, ...timelines.map(({ step }) => step)));
}

/** A bar to draw: the rows of a stretch of time, its end excluded. */
export interface Bar {
	readonly from: number;
	readonly until: number;
	readonly count: number;
}

/**
 * At most `most` bars of equal length over the whole time from first to last stretch, including
 * empty ones.
 */
export function bars(timeline: Timeline, most: number): readonly Bar[] {
	const [first] = timeline.stretches[0] ?? [];
	const [last] = timeline.stretches.at(-1) ?? [];
	if (first === undefined || last === undefined) return [];
	const step =
		STEPS.find(
			(step) => step >= timeline.step && Math.floor(last / step) - Math.floor(first / step) < most
		) ?? 8_640_000;
	const start = Math.floor(first / step) * step;
	const found = Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, index) => ({
		from: start + index * step,
		until: start + (index + 1) * step,
		count: 0
	}));
	for (const [at, count] of timeline.stretches) {
		const bar = found[Math.floor((at - start) / step)];
		if (bar) bar.count += count;
	}
	return found;
}
