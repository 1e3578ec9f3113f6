/** Adds up what the scanner finds. */
import { Columns } from './columns';
import { readNumber } from './condition';
import { columnOf, sameLayout, USUAL_LAYOUT, type Layout } from './layout';
import { addressStart, Matcher } from './matcher';
import { PlaceIndexBuilder } from './place';
import type { Query } from './query';
import type { Action, Malformed } from './line';
import type { AddressStart, Visitor } from './visitor';
import { SummaryBuilder } from './summary';
import { TimelineBuilder } from './timeline';

/** A line that was skipped, as a span of characters. */
export interface Stretch {
	readonly line: number;
	readonly start: number;
	readonly end: number;
}

export interface MalformedStretch extends Stretch {
	readonly why: Malformed;
}

/** Entries that Windows could not write. */
export interface Gap extends Stretch {
	/** Local seconds; undefined if the row's time can't be read. */
	readonly time: number | undefined;
	/** How many were lost; undefined if the row doesn't say. */
	readonly lost: number | undefined;
}

/** How many malformed rows and gaps keep their place, per file. */
const MOST_SHOWN = 200;
const MOST_COLUMNS = 256;

export class Collector implements Visitor {
	readonly wanted: Action | undefined;
	readonly addressStart: AddressStart;
	readonly summary = new SummaryBuilder();
	/** Of the rows that match the query at any time: the user selects a period of it. */
	readonly timeline = new TimelineBuilder();
	readonly places = new PlaceIndexBuilder();
	readonly malformedRows: MalformedStretch[] = [];
	readonly gaps: Gap[] = [];
	gapCount = 0;
	lostEntries = 0;
	/** Every column of any header, and `pid`, which a row may have without one. */
	readonly #columnNames = new Set<string>();
	offset = 0;

	readonly #query: Query;
	readonly #columns = new Columns();
	#layout: Layout = USUAL_LAYOUT;
	#matcher: Matcher;

	constructor(query: Query) {
		this.#query = query;
		this.wanted = query.action;
		this.addressStart = addressStart(query);
		this.#matcher = new Matcher(query, this.#layout);
		this.summary.layout(this.#layout);
	}

	/** The names of all columns; those of the usual log if there was no header. */
	get columnNames(): readonly string[] {
		return [...(this.#columnNames.size > 0 ? this.#columnNames : USUAL_LAYOUT.allNames)];
	}

	header(layout: Layout): void {
		// Concatenated logs repeat their header; equal columns share one layout.
		for (const name of layout.allNames)
			if (this.#columnNames.size < MOST_COLUMNS) this.#columnNames.add(name);
		if (sameLayout(layout, this.#layout)) return;
		this.#layout = layout;
		this.#matcher = new Matcher(this.#query, layout);
		this.summary.layout(layout);
	}

	row(
		bytes: Uint8Array,
		start: number,
		end: number,
		time: number,
		line: number,
		columns: Columns | undefined
	): void {
		if (!this.#matcher.matches(bytes, start, end, columns)) return;
		this.timeline.add(time);
		if (!this.#matcher.covers(time)) return;
		this.summary.add(bytes, time, this.#matcher);
		if (this.places.next()) {
			this.places.add({ offset: this.offset + start, line, layout: this.#layout });
		}
	}

	malformed(_: Uint8Array, start: number, end: number, why: Malformed, line: number): void {
		if (this.malformedRows.length >= MOST_SHOWN) return;
		this.malformedRows.push({ line, start: this.offset + start, end: this.offset + end, why });
	}

	lost(bytes: Uint8Array, start: number, end: number, time: number, line: number): void {
		const info = columnOf(this.#layout, 'info');
		this.#columns.split(bytes, start, end);
		const number = readNumber(bytes, this.#columns.start(info), this.#columns.end(info));
		const lost = Number.isNaN(number) ? undefined : number;
		this.gapCount++;
		this.lostEntries += lost ?? 0;
		if (this.gaps.length >= MOST_SHOWN) return;
		this.gaps.push({
			line,
			start: this.offset + start,
			end: this.offset + end,
			time: Number.isNaN(time) ? undefined : time,
			lost
		});
	}
}
