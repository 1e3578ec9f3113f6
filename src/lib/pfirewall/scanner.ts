/**
 * Finds the rows of a log in its bytes. Text is one byte a character here (see source.ts), and only
 * what a visitor asks for is ever decoded.
 *
 * Plain rows, which are nearly all, are walked sixteen bytes a step where WebAssembly is to be had
 * (see simd); every other row, and all rows where it isn't, byte by byte, with the same outcome.
 */
import { readClock, readDate } from './timestamp';
import { SEPARATOR } from './columns';
import { hasUsualAddresses, readLayout, USUAL_LAYOUT, type Layout } from './layout';
import { Line, type Action, type Malformed } from './line';
import type { Place } from './place';
import { prepareWalk, RECORD, WANT_ALLOWS, WANT_DROPS, type Walk } from './simd';

const LF = 10;

/** Bytes of date and time, with the space behind them. */
const HEAD = 20;

/** A row over this many bytes is malformed, whatever is in it; memory stays bounded. */
export const LONGEST_ROW = 65_536;
const ROOM = 1024 * 1024;
/** Some bytes more, for steps that look beyond the end. */
const SIZE = LONGEST_ROW + ROOM + 128;
const newWalk = prepareWalk(SIZE, LONGEST_ROW);

/** Up to four bytes that an address starts with, as a little-endian integer under a mask. */
export interface AddressStart {
	readonly prefix: number;
	readonly mask: number;
}

const ANY_START: AddressStart = { prefix: 0, mask: 0 };

/** What is told of the rows found. Positions count from the start of `bytes`; `end` leaves out the line end; lines count from 0. */
export interface Visitor {
	/** The rows to be told of: those of one action, or all. */
	readonly wanted: Action | undefined;
	/** What the source or destination of a wanted row starts with, where that is known. */
	readonly addressStart: AddressStart;
	/** The columns from here on; until the first call, the usual ones. */
	header(layout: Layout): void;
	row(bytes: Uint8Array, start: number, end: number, time: number, line: number): void;
	malformed(bytes: Uint8Array, start: number, end: number, why: Malformed, line: number): void;
	/** An INFO-EVENTS-LOST row; the time is NaN where it doesn't read. */
	lost(bytes: Uint8Array, start: number, end: number, time: number, line: number): void;
}

/** What was counted over all rows, wanted or not. */
export interface Counts {
	rows: number;
	drops: number;
	allows: number;
	malformed: number;
	headers: number;
	/** `#Fields:` lines of some other kind of log. */
	foreignHeaders: number;
	/** Earliest and latest time of any row, in local seconds; Infinity and -Infinity without rows. */
	earliest: number;
	latest: number;
}

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
	/** Where `bytes` starts in the file, and the number of its first line, counted from 0. */
	offset = 0;
	line = 0;

	readonly #walk: Walk | undefined;
	readonly #bytes: Uint8Array;
	readonly #integers: Int32Array;
	readonly #visitor: Visitor;
	readonly #line = new Line();
	#layout: Layout = USUAL_LAYOUT;
	#filled = 0;
	/** Inside a row that was found too long: skip to its end. */
	#skipping = false;

	/**
	 * @param from where the first bytes stand in the file; its start where it is left out
	 * @param simd whether WebAssembly may be tried
	 */
	constructor(visitor: Visitor, from: Place | undefined, simd: boolean) {
		this.#visitor = visitor;
		this.#walk = simd ? newWalk() : undefined;
		const buffer = this.#walk?.buffer ?? new ArrayBuffer(SIZE);
		this.#bytes = new Uint8Array(buffer);
		this.#integers = new Int32Array(buffer);
		this.offset = from?.offset ?? 0;
		this.line = from?.line ?? 0;
		if (from) {
			this.#follow(from.layout);
			visitor.header(from.layout);
		}
	}

	/** Where the next bytes of the file are to be put before `take`. */
	get room(): Uint8Array {
		return this.#bytes.subarray(this.#filled, this.#filled + ROOM);
	}

	/** Scans the bytes put in `room`; a row that doesn't end in them is kept for the next. */
	take(length: number): void {
		this.#filled += length;
		// A line feed behind the last byte ends every walk; a row that ends there is not yet whole.
		this.#bytes[this.#filled] = LF;
		this.#keep(this.#scan());
	}

	/** Scans what is left: the last row of a file need not have a line end. */
	end(): void {
		if (this.#filled === 0) return;
		this.#bytes[this.#filled++] = LF;
		this.#bytes[this.#filled] = LF;
		this.#keep(this.#scan());
	}

	#keep(start: number): void {
		this.#bytes.copyWithin(0, start, this.#filled);
		this.#filled -= start;
		this.offset += start;
		if (this.#filled > LONGEST_ROW) {
			if (!this.#skipping) this.#tooLong(0, this.#filled, this.line);
			this.#skipping = true;
			this.offset += this.#filled;
			this.#filled = 0;
		}
	}

	#tooLong(start: number, end: number, line: number): void {
		this.counts.malformed++;
		this.#visitor.malformed(this.#bytes, start, end, 'too long', line);
	}

	/** Walks all whole rows; returns the start of the row that is not yet whole. */
	#scan(): number {
		const filled = this.#filled;
		let start = 0;
		if (this.#skipping) {
			const end = this.#bytes.indexOf(LF);
			if (end >= filled) return filled;
			this.#skipping = false;
			this.line++;
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

	/** Walks plain rows for as long as they are plain; returns the start of the first that isn't. */
	#walkPlain(from: number, filled: number): number {
		const walk = this.#walk;
		const layout = this.#layout;
		if (!walk || !layout.fixed) return from;
		const bytes = this.#bytes;
		const { wanted, addressStart } = this.#visitor;
		const wants =
			wanted === undefined
				? WANT_DROPS | WANT_ALLOWS
				: wanted === 'DROP'
					? WANT_DROPS
					: WANT_ALLOWS;
		const { prefix, mask } = hasUsualAddresses(layout) ? addressStart : ANY_START;
		const least = layout.names.length - 1;
		const most = layout.allNames.length - 1;
		let start = from;
		while (start + HEAD < filled) {
			const clock = readClock(bytes, start + 11);
			const time = readDate(bytes, start) + clock;
			if (Number.isNaN(time) || bytes[start + 10] !== SEPARATOR) break;
			bytes.copyWithin(walk.minute, start, start + 16);
			const next = walk.run(start, filled, least, most, wants, prefix, mask);
			if (next === start) break;
			this.#takeWalked(walk, time - (clock % 60));
			start = next;
		}
		return start;
	}

	/** Counts the rows walked, all of one minute, and tells the visitor of those wanted. */
	#takeWalked(walk: Walk, minute: number): void {
		const integers = this.#integers;
		const visitor = this.#visitor;
		const { counts, line } = this;
		const at = walk.counts >>> 2;
		const rows = integers[at] ?? 0;
		const drops = integers[at + 1] ?? 0;
		const recordsEnd = (integers[at + 4] ?? 0) >>> 2;
		counts.rows += rows;
		counts.drops += drops;
		counts.allows += rows - drops;
		counts.earliest = Math.min(counts.earliest, minute + (integers[at + 2] ?? 0));
		counts.latest = Math.max(counts.latest, minute + (integers[at + 3] ?? 0));
		for (let record = walk.records >>> 2; record < recordsEnd; record += RECORD >>> 2) {
			const start = integers[record] ?? 0;
			const end = integers[record + 1] ?? 0;
			const time = minute + (integers[record + 3] ?? 0);
			visitor.row(this.#bytes, start, end, time, line + (integers[record + 2] ?? 0));
		}
		this.line += rows;
	}

	/** Takes one line byte by byte. */
	#slow(from: number, lineEnd: number): void {
		const bytes = this.#bytes;
		const visitor = this.#visitor;
		const counts = this.counts;
		const number = this.line++;
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
					visitor.row(bytes, start, end, time, number);
				}
		}
	}

	#follow(layout: Layout): void {
		this.#layout = layout;
		this.#line.follow(layout);
	}

	#comment(text: string): void {
		if (!/^#fields:/i.test(text)) return;
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
