/** Reads rows again, to show and to export them: none are kept. */
import type { Columns } from './columns';
import { USUAL_LAYOUT, type Layout } from './layout';
import { addressStart, Matcher } from './matcher';
import { placeBefore, type Place, type PlaceIndex } from './place';
import { openLog, pieces } from './reading';
import type { Query } from './query';
import type { Action } from './line';
import { Scanner } from './scanner';
import type { AddressStart, Visitor } from './visitor';
import type { ByteSource } from './source';

/** A row as written in the log. */
export interface Row {
	/** Line of the file, counted from 1. */
	readonly line: number;
	/** The line without its end. */
	readonly raw: string;
	readonly columns: readonly string[];
	/** The columns' names; one more than the header's if the row has an undeclared `pid`. */
	readonly names: readonly string[];
}

interface Found {
	readonly start: number;
	readonly end: number;
	readonly line: number;
	readonly layout: Layout;
}

/** Records where the rows are that a query finds. */
class Finder implements Visitor {
	readonly wanted: Action | undefined;
	readonly addressStart: AddressStart;
	offset = 0;
	found: Found[] = [];
	readonly #query: Query;
	#skip: number;
	#layout: Layout = USUAL_LAYOUT;
	#matcher: Matcher;

	constructor(query: Query, skip: number) {
		this.wanted = query.action;
		this.addressStart = addressStart(query);
		this.#query = query;
		this.#skip = skip;
		this.#matcher = new Matcher(query, this.#layout);
	}

	header(layout: Layout): void {
		this.#layout = layout;
		this.#matcher = new Matcher(this.#query, layout);
	}

	row(
		bytes: Uint8Array,
		start: number,
		end: number,
		time: number,
		line: number,
		columns: Columns | undefined
	): void {
		if (!this.#matcher.covers(time) || !this.#matcher.matches(bytes, start, end, columns)) return;
		if (this.#skip > 0) this.#skip--;
		else
			this.found.push({
				start: this.offset + start,
				end: this.offset + end,
				line,
				layout: this.#layout
			});
	}

	malformed(): void {
		// Malformed rows are shown separately.
	}

	lost(): void {
		// And so are gaps.
	}
}

/**
 * Every row that a query finds from a place on, except the first `skip`, in batches: one per piece of
 * the file, so that a long list is never in memory as a whole. `simd` as in `readLog`.
 */
export async function* rowsFrom(
	source: ByteSource,
	query: Query,
	from: Place | undefined,
	simd: boolean,
	skip = 0
): AsyncGenerator<readonly Row[], void> {
	const { log } = await openLog(source);
	const finder = new Finder(query, skip);
	const scanner = new Scanner(finder, from, simd);
	const scanned = pieces(log, scanner, from);
	while (!(await scanned.next()).done) {
		const { found } = finder;
		finder.found = [];
		const [first] = found;
		const last = found.at(-1);
		if (first === undefined || last === undefined) continue;
		// One string for all rows; each byte is one character of it unless the text isn't ASCII.
		const text = await log.text(first.start, last.end);
		const ascii = text.length === last.end - first.start;
		const rows: Row[] = [];
		for (const { start, end, line, layout } of found) {
			const raw = ascii
				? text.slice(start - first.start, end - first.start)
				: await log.text(start, end);
			// Splits like the scanner: every character up to the space separates.
			const columns = raw.split(/[^!-\uffff]/);
			rows.push({ line: line + 1, raw, columns, names: layout.allNames.slice(0, columns.length) });
		}
		yield rows;
	}
}

/**
 * Some of the rows that a query found in a log, counted from 0 in the order of the file. `simd` as in
 * `readLog`.
 */
export async function readRows(
	source: ByteSource,
	query: Query,
	places: PlaceIndex,
	first: number,
	count: number,
	simd: boolean
): Promise<readonly Row[]> {
	const near = placeBefore(places, first);
	if (near === undefined) return [];
	const rows: Row[] = [];
	for await (const batch of rowsFrom(source, query, near.place, simd, near.skip)) {
		rows.push(...batch.slice(0, count - rows.length));
		if (rows.length >= count) break;
	}
	return rows;
}
