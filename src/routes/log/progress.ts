import { rounded } from '$lib/text';

/** The long work: reading files, or looking for rows that two of them have in common. */
export type Doing = 'reading' | 'comparing';

/** How far the work has come, in bytes. */
export interface Progress {
	readonly doing: Doing;
	readonly done: number;
	readonly total: number;
	/** Bytes per second; 0 while unknown. */
	readonly rate: number;
	/** Seconds left at that rate; undefined while unknown. */
	readonly left: number | undefined;
}

/** Milliseconds before a rate is meaningful. */
const SETTLED = 200;

/** Tracks work that runs in several parts at once. */
export class Stopwatch {
	readonly #doing: Doing;
	readonly #sizes: readonly number[];
	readonly #done: number[];
	readonly #began = performance.now();

	/** @param sizes of the parts, in bytes */
	constructor(doing: Doing, sizes: readonly number[]) {
		this.#doing = doing;
		this.#sizes = sizes;
		this.#done = sizes.map(() => 0);
	}

	/** Records how far a part has come. */
	reach(part: number, bytes: number): void {
		this.#done[part] = Math.min(bytes, this.#sizes[part] ?? 0);
	}

	progress(): Progress {
		const done = sum(this.#done);
		const total = sum(this.#sizes);
		const elapsed = performance.now() - this.#began;
		const rate = elapsed > SETTLED ? (done / elapsed) * 1000 : 0;
		const left = rate > 0 ? (total - done) / rate : undefined;
		return { doing: this.#doing, done, total, rate, left };
	}
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}

/** `284 MB`, in powers of 1000. */
export function bytes(size: number): string {
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	const power = Math.min(units.length - 1, size < 1000 ? 0 : Math.floor(Math.log10(size) / 3));
	return `${rounded(size / 1000 ** power, 3)} ${units[power] ?? 'B'}`;
}

/** `3 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The length of a bar of the timeline: `10 s`, `1 min`, `6 h`, `10 d`. */
export function stepWords(seconds: number): string {
	const [unit, name] = [[86_400, 'd'] as const, [3600, 'h'] as const, [60, 'min'] as const].find(
		([size]) => seconds >= size
	) ?? [1, 's'];
	return `${seconds / unit} ${name}`;
}
