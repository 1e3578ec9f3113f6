/** The columns of one row, as positions in its bytes. */

/** Every byte up to the space separates columns, so two in a row enclose an empty column. */
export const SEPARATOR = 32;

const MOST = 64;

export class Columns {
	/** How many columns the row has; only the first 64 have positions. */
	count = 0;
	#start = 0;
	/** The ends of the columns, from index `#from` on. */
	readonly #ends: Int32Array;
	#from = 0;

	/** @param walked where a walk writes the ends of columns, for `point`; otherwise `split` finds them */
	constructor(walked: Int32Array = new Int32Array(MOST)) {
		this.#ends = walked;
	}

	/** Finds the columns of the row at `start`, whose line end and trailing spaces are left out. */
	split(bytes: Uint8Array, start: number, end: number): void {
		let count = 0;
		for (let at = start; at <= end; at++) {
			if (at < end && (bytes[at] ?? 0) > SEPARATOR) continue;
			if (count < MOST) this.#ends[count] = at;
			count++;
		}
		this.count = count;
		this.#start = start;
	}

	/** Sets the columns of the row at `start` to those whose ends are at index `from` and after. */
	point(start: number, from: number, count: number): void {
		this.count = count;
		this.#start = start;
		this.#from = from;
	}

	/** Where a column starts; equal to its end if the row has no such column. */
	start(column: number): number {
		if (column <= 0) return column === 0 ? this.#start : 0;
		return column < this.count ? (this.#ends[this.#from + column - 1] ?? 0) + 1 : 0;
	}

	/** Where a column ends. */
	end(column: number): number {
		return column >= 0 && column < this.count ? (this.#ends[this.#from + column] ?? 0) : 0;
	}
}

/** Whether the bytes from `start` to `end` are exactly an ASCII text. */
export function sameText(bytes: Uint8Array, start: number, end: number, text: string): boolean {
	if (end - start !== text.length) return false;
	for (let at = 0; at < text.length; at++)
		if (bytes[start + at] !== text.charCodeAt(at)) return false;
	return true;
}
