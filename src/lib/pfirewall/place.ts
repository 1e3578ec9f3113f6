/** Places from which reading a log can continue, and a bounded index of those of the rows found. */
import type { Layout } from './layout';

/** The start of a row. Offsets count characters of the log (see source.ts), lines from 0. */
export interface Place {
	readonly offset: number;
	readonly line: number;
	/** The columns in force there. */
	readonly layout: Layout;
}

/** The places of every `stride`-th row found, including the first. */
export interface PlaceIndex {
	readonly stride: number;
	readonly places: readonly Place[];
}

const MOST_PLACES = 8192;

/** Keeps the place of each row found until there are too many, then of every second one, and so on. */
export class PlaceIndexBuilder {
	#stride = 1;
	#places: Place[] = [];
	#until = 1;

	/** Whether to pass the place of the next row to `add`. */
	next(): boolean {
		if (--this.#until > 0) return false;
		this.#until = this.#stride;
		return true;
	}

	add(place: Place): void {
		if (this.#places.length === MOST_PLACES) {
			this.#places = this.#places.filter((_, index) => index % 2 === 0);
			this.#stride *= 2;
			this.#until = this.#stride;
		}
		this.#places.push(place);
	}

	index(): PlaceIndex {
		return { stride: this.#stride, places: [...this.#places] };
	}
}

/** The last place known at or before the n-th row found (from 0), and how many rows are in between. */
export function placeBefore(
	index: PlaceIndex,
	row: number
): { readonly place: Place; readonly skip: number } | undefined {
	const at = Math.min(Math.floor(row / index.stride), index.places.length - 1);
	const place = index.places[at];
	return place && { place, skip: row - at * index.stride };
}
