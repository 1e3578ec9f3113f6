/**
 * Finds the rows of a log in its bytes. Text is one byte per character here (see source.ts), and only
 * what a visitor requests is ever decoded.
 *
 * Plain rows, which are nearly all, are walked sixteen bytes per step if WebAssembly is available
 * (see simd); all others, and all rows if it isn't, byte by byte, with the same result.
 */
import { Columns } from './columns';
import { hasUsualAddresses, isFieldsLine, readLayout, USUAL_LAYOUT, type Layout } from './layout';
import { Line } from './line';
import type { Place } from './place';
import {
	MOST_WALKED,
	prepareWalk,
	RECORD,
	TIMES,
	WANT_ALLOWS,
	WANT_DROPS,
	type Walk
} from './simd';
import type { AddressStart, Counts, Visitor } from './visitor';

const LF = 10;

/** A row of more bytes is malformed, whatever it contains; memory stays bounded. */
export const LONGEST_ROW = 65_536;
const ROOM = 1024 * 1024;
/** Spare bytes, for steps that read past the end. */
const MARGIN = 192;
/** There are two halves: one is scanned while the other is filled. Each has room for an incomplete row before it. */
const HALF = LONGEST_ROW + ROOM + MARGIN;
const newWalk = prepareWalk(2 * HALF, LONGEST_ROW);

const ANY_START: AddressStart = { prefix: 0, mask: 0 };

export class Scanner {
	readonly counts: Counts = {
		rows: 0,
		drops: 0,
		allows: 0,
		malformed: 0,
		headers: 0,
		foreignHeaders: 0,
		earliest: Infinity,
		latest: -Infinity
	};
	readonly #walk: Walk | undefined;
	readonly #bytes: Uint8Array;
	readonly #integers: Int32Array;
	readonly #floats: Float64Array;
	/** The columns of a row that was walked. */
	readonly #walked: Columns;
	readonly #visitor: Visitor;
	readonly #line = new Line();
	#layout: Layout = USUAL_LAYOUT;
	/** The half being scanned, 0 or 1, and the start in it of the row that doesn't end there. */
	#half = 1;
	#start = HALF + LONGEST_ROW;
	#filled = HALF + LONGEST_ROW;
	/** Where that row starts in the file, and the number of its line, counted from 0. */
	#offset: number;
	#number: number;
	/** Inside a row that is too long: skip to its end. */
	#skipping = false;

	/**
	 * @param from where in the file the first bytes are; its start if it is left out
	 * @param simd whether WebAssembly may be tried
	 */
	constructor(visitor: Visitor, from: Place | undefined, simd: boolean) {
		this.#visitor = visitor;
		this.#walk = simd ? newWalk() : undefined;
		const buffer = this.#walk?.buffer ?? new ArrayBuffer(2 * HALF);
		this.#bytes = new Uint8Array(buffer);
		this.#integers = new Int32Array(buffer);
		this.#floats = new Float64Array(buffer);
		this.#walked = new Columns(this.#integers);
		this.#offset = from?.offset ?? 0;
		this.#number = from?.line ?? 0;
		if (from) {
			this.#follow(from.layout);
			visitor.header(from.layout);
		}
	}

	/** Where to put the next bytes of the file before `take`: `scan` does not touch it. */
	get room(): Uint8Array {
		const start = (1 - this.#half) * HALF + LONGEST_ROW;
		return this.#bytes.subarray(start, start + ROOM);
	}

	/** Takes the bytes from `room`, so that the next can be put there while these are scanned. */
	take(length: number): void {
		this.#half = 1 - this.#half;
		const room = this.#half * HALF + LONGEST_ROW;
		const start = room - (this.#filled - this.#start);
		// The incomplete row before them continues in them.
		this.#bytes.copyWithin(start, this.#start, this.#filled);
		this.#start = start;
		this.#filled = room + length;
	}

	/** Scans what was taken; a row that doesn't end there is kept for the next call. */
	scan(): void {
		// A line feed after the last byte ends every walk; a row that ends there is still incomplete.
		this.#bytes[this.#filled] = LF;
		this.#keep(this.#scanRows());
	}

	/** Scans the rest: the last row of a file need not have a line end. */
	end(): void {
		if (this.#filled === this.#start) return;
		this.#bytes[this.#filled++] = LF;
		this.scan();
	}

	#keep(start: number): void {
		this.#offset += start - this.#start;
		this.#start = start;
		if (this.#filled - start > LONGEST_ROW) {
			if (!this.#skipping) this.#tooLong(start, this.#filled, this.#number);
			this.#skipping = true;
			this.#offset += this.#filled - start;
			this.#start = this.#filled;
		}
	}

	#tooLong(start: number, end: number, line: number): void {
		this.counts.malformed++;
		this.#visitor.malformed(this.#bytes, start, end, 'too long', line);
	}

	/** Walks all complete rows; returns the start of the incomplete one. */
	#scanRows(): number {
		const filled = this.#filled;
		let start = this.#start;
		this.#visitor.offset = this.#offset - start;
		if (this.#skipping) {
			const end = this.#bytes.indexOf(LF, start);
			if (end >= filled) return filled;
			this.#skipping = false;
			this.#number++;
			start = end + 1;
		}
		while (start < filled) {
			const next = this.#walkPlain(start, filled);
			if (next > start) start = next;
			else {
				const end = this.#bytes.indexOf(LF, start);
				if (end >= filled) return start;
				this.#slow(start, end);
				start = end + 1;
			}
		}
		return start;
	}

	/** Walks plain rows; returns the start of the first that isn't plain. */
	#walkPlain(from: number, filled: number): number {
		const walk = this.#walk;
		const layout = this.#layout;
		const least = layout.names.length - 1;
		const most = layout.allNames.length - 1;
		if (!walk || !layout.fixed || most > MOST_WALKED) return from;
		const { wanted, addressStart } = this.#visitor;
		const wants =
			wanted === undefined
				? WANT_DROPS | WANT_ALLOWS
				: wanted === 'DROP'
					? WANT_DROPS
					: WANT_ALLOWS;
		const { prefix, mask } = hasUsualAddresses(layout) ? addressStart : ANY_START;
		let start = from;
		for (;;) {
			const next = walk.run(start, filled, least, most, wants, prefix, mask);
			if (next === start) return start;
			this.#takeWalked(walk);
			start = next;
		}
	}

	/** Counts the rows walked, and reports the wanted ones to the visitor. */
	#takeWalked(walk: Walk): void {
		const integers = this.#integers;
		const floats = this.#floats;
		const bytes = this.#bytes;
		const visitor = this.#visitor;
		const columns = this.#walked;
		const { counts } = this;
		const line = this.#number;
		const at = walk.counts >>> 2;
		const rows = integers[at] ?? 0;
		const drops = integers[at + 1] ?? 0;
		const recordsEnd = (integers[at + 2] ?? 0) >>> 2;
		const times = (walk.counts + TIMES) >>> 3;
		counts.rows += rows;
		counts.drops += drops;
		counts.allows += rows - drops;
		counts.earliest = Math.min(counts.earliest, floats[times] ?? Infinity);
		counts.latest = Math.max(counts.latest, floats[times + 1] ?? -Infinity);
		for (let record = walk.records >>> 2; record < recordsEnd; record += RECORD >>> 2) {
			const start = integers[record] ?? 0;
			const end = integers[record + 1] ?? 0;
			const number = line + (integers[record + 2] ?? 0);
			const time = floats[(record >>> 1) + 2] ?? 0;
			columns.point(start, record + 6, (integers[record + 3] ?? 0) + 1);
			visitor.row(bytes, start, end, time, number, columns);
		}
		this.#number += rows;
	}

	/** Processes one line byte by byte. */
	#slow(from: number, lineEnd: number): void {
		const bytes = this.#bytes;
		const visitor = this.#visitor;
		const counts = this.counts;
		const number = this.#number++;
		if (lineEnd - from > LONGEST_ROW) {
			this.#tooLong(from, lineEnd, number);
			return;
		}
		const line = this.#line;
		const kind = line.read(bytes, from, lineEnd);
		const { start, end, time } = line;
		switch (kind) {
			case 'blank':
				break;
			case 'comment':
				this.#comment(new TextDecoder().decode(bytes.subarray(start, end)));
				break;
			case 'gap':
				visitor.lost(bytes, start, end, time, number);
				break;
			case 'malformed':
				counts.malformed++;
				visitor.malformed(bytes, start, end, line.why, number);
				break;
			case 'row':
				counts.rows++;
				if (time < counts.earliest) counts.earliest = time;
				if (time > counts.latest) counts.latest = time;
				if (line.action === 'DROP') counts.drops++;
				if (line.action === 'ALLOW') counts.allows++;
				if (visitor.wanted === undefined || visitor.wanted === line.action) {
					visitor.row(bytes, start, end, time, number, undefined);
				}
		}
	}

	#follow(layout: Layout): void {
		this.#layout = layout;
		this.#line.follow(layout);
	}

	#comment(text: string): void {
		if (!isFieldsLine(text)) return;
		const layout = readLayout(text);
		if (layout === undefined) {
			this.counts.foreignHeaders++;
			return;
		}
		this.counts.headers++;
		this.#follow(layout);
		this.#visitor.header(layout);
	}
}
