/** The columns of one row, as positions in its bytes. */

/** Bytes up to the space separate columns, each by itself, so an empty column is a column. */
export const SEPARATOR = 32;

const MOST = 64;

export class Columns {
	/** How many columns the row has; only the first 64 have positions. */
	count = 0;
	readonly #starts = new Int32Array(MOST);
	readonly #ends = new Int32Array(MOST);

	/** Finds the columns of the row at `start`, whose line end and trailing spaces are left out. */
	split(bytes: Uint8Array, start: number, end: number): void {
		let count = 0;
		let from = start;
		for (let at = start; at <= end; at++) {
			if (at < end && (bytes[at] ?? 0) > SEPARATOR) continue;
			if (count < MOST) {
				this.#starts[count] = from;
				this.#ends[count] = at;
			}
			count++;
			from = at + 1;
		}
		this.count = count;
	}

	/** Where a column starts; the end of the row's first byte where it has no such column. */
	start(column: number): number {
		return column >= 0 && column < this.count ? (this.#starts[column] ?? 0) : 0;
	}

	/** Where a column ends; equal to its start where the row has no such column. */
	end(column: number): number {
		return column >= 0 && column < this.count ? (this.#ends[column] ?? 0) : 0;
	}
}

/** Whether the bytes from `start` to `end` are exactly an ASCII text. */
export function sameText(bytes: Uint8Array, start: number, end: number, text: string): boolean {
	if (end - start !== text.length) return false;
	for (let at = 0; at < text.length; at++)
		if (bytes[start + at] !== text.charCodeAt(at)) return false;
	return true;
}
