/** How far a reading is, in bytes. */
export interface Progress {
	readonly done: number;
	readonly total: number;
	/** Bytes a second; 0 while that can't be told. */
	readonly rate: number;
	/** Seconds left at that rate; undefined while that can't be told. */
	readonly left: number | undefined;
}

/** @param elapsed milliseconds since the start */
export function progressOf(done: number, total: number, elapsed: number): Progress {
	const rate = elapsed > 200 ? (done / elapsed) * 1000 : 0;
	return { done, total, rate, left: rate > 0 ? (total - done) / rate : undefined };
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** `284 MB`, in powers of 1000. */
export function bytes(size: number): string {
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	const power = Math.min(units.length - 1, size < 1000 ? 0 : Math.floor(Math.log10(size) / 3));
	return `${number.format(size / 1000 ** power)} ${units[power] ?? 'B'}`;
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
