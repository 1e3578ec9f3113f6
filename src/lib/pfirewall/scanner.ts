/**
 * Finds the rows of a log in its bytes. Text is one byte a character here (see source.ts), and only
 * what a visitor asks for is ever decoded.
 *
 * A row that starts `YYYY-MM-DD HH:MM:SS ` is walked a 32-bit word at a time: in a word of ASCII,
 * adding 0x5f to each byte sets the top bit of exactly the bytes above the space, and adding 0x7f
 * after XOR with the line feed sets it in all bytes but line feeds, both without a carry between
 * bytes. So columns are counted and the row's end is found four bytes a step. All other rows, and
 * those with a byte beyond ASCII or over 255 bytes, are walked byte by byte, with the same outcome.
 */
import { readClock, readDate } from './timestamp';
import { Columns, sameText, SEPARATOR } from './columns';
import { columnOf, readLayout, USUAL_LAYOUT, type Layout } from './layout';
import type { Place } from './place';

const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;

/** `DROP` and `ALLO`, as little-endian words. */
const DROP = 0x504f5244;
const ALLO = 0x4f4c4c41;
const HEAD = 20;

/** A row over this many bytes is malformed, whatever is in it; memory stays bounded. */
export const LONGEST_ROW = 65_536;
const ROOM = 1024 * 1024;

export type Malformed = 'too few columns' | 'too many columns' | 'no date and time' | 'too long';
export type Action = 'DROP' | 'ALLOW';

/** What is told of the rows found. Positions count from the start of `bytes`; `end` leaves out the line end; lines count from 0. */
export interface Visitor {
	/** The rows to be told of: those of one action, or all. */
	readonly wanted: Action | undefined;
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
	layout: Layout = USUAL_LAYOUT;

	readonly #buffer = new ArrayBuffer(LONGEST_ROW + ROOM + 64);
	readonly #bytes = new Uint8Array(this.#buffer);
	readonly #words = new Int32Array(this.#buffer);
	readonly #view = new DataView(this.#buffer);
	readonly #visitor: Visitor;
	readonly #columns = new Columns();
	#filled = 0;
	/** Small at first: just-in-time compilers know a loop well only once it has been left. */
	#piece = 4096;
	/** Inside a row that was found too long: skip to its end. */
	#skipping = false;
	/** The time read last, the 5 words that it was read from, and the start of its day. */
	#time = NaN;
	#day = NaN;
	#last: [number, number, number, number, number] = [0, 0, 0, 0, 0];

	/** @param from where the first bytes stand in the file; its start where it is left out */
	constructor(visitor: Visitor, from?: Place) {
		this.#visitor = visitor;
		this.offset = from?.offset ?? 0;
		this.line = from?.line ?? 0;
		this.layout = from?.layout ?? USUAL_LAYOUT;
		if (from) visitor.header(from.layout);
	}

	/** Where the next bytes of the file are to be put before `take`. */
	get room(): Uint8Array {
		return this.#bytes.subarray(this.#filled, this.#filled + this.#piece);
	}

	/** Scans the bytes put in `room`; a row that doesn't end in them is kept for the next. */
	take(length: number): void {
		this.#filled += length;
		this.#piece = Math.min(this.#piece * 2, ROOM);
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
			const next = this.#fast(start, filled);
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

	/** Walks rows by words for as long as they allow it; returns the start of the first that doesn't. */
	#fast(from: number, filled: number): number {
		if (!this.layout.fixed) return from;
		const bytes = this.#bytes;
		const words = this.#words;
		const view = this.#view;
		const counts = this.counts;
		const visitor = this.#visitor;
		const least = this.layout.names.length - 1;
		const most = this.layout.allNames.length - 1;
		const all = visitor.wanted === undefined;
		const wantsDrops = all || visitor.wanted === 'DROP';
		const wantsAllows = all || visitor.wanted === 'ALLOW';
		let [w0, w1, w2, w3, w4] = this.#last;
		let time = this.#time;
		let start = from;
		let { rows, drops, allows, earliest, latest } = counts;
		const lines = this.line - rows;
		while (start + HEAD < filled) {
			const h0 = view.getInt32(start, true);
			const h1 = view.getInt32(start + 4, true);
			const h2 = view.getInt32(start + 8, true);
			const h3 = view.getInt32(start + 12, true);
			const h4 = view.getInt32(start + 16, true);
			if (h4 !== w4 || h3 !== w3 || h2 !== w2 || h1 !== w1 || h0 !== w0) {
				if (bytes[start + 10] !== SPACE || bytes[start + 19] !== SPACE) break;
				const sameDay = h0 === w0 && h1 === w1 && ((h2 ^ w2) & 0xffff) === 0;
				const day = sameDay ? this.#day : readDate(bytes, start);
				const read = day + readClock(bytes, start + 11);
				if (Number.isNaN(read)) break;
				this.#day = day;
				time = read;
				w0 = h0;
				w1 = h1;
				w2 = h2;
				w3 = h3;
				w4 = h4;
			}
			let index = (start + HEAD) >>> 2;
			// The bytes of the first word that belong to the head count for nothing.
			let word = (words[index] ?? 0) | (0x40404040 & ((1 << ((start & 3) << 3)) - 1));
			let separators = ~(word + 0x5f5f5f5f) & 0x80808080;
			let ends = (~((word ^ 0x0a0a0a0a) + 0x7f7f7f7f) | word) & 0x80808080;
			let sums = 0;
			while (ends === 0) {
				sums += separators >>> 7;
				word = words[++index] ?? 0;
				separators = ~(word + 0x5f5f5f5f) & 0x80808080;
				ends = (~((word ^ 0x0a0a0a0a) + 0x7f7f7f7f) | word) & 0x80808080;
			}
			if ((word & 0x80808080) !== 0) break;
			const first = ends & -ends;
			let end = (index << 2) + ((31 - Math.clz32(first)) >>> 3);
			if (end >= filled || end - start > 255) break;
			sums += (separators & (first - 1)) >>> 7;
			let columns = 2 + (Math.imul(sums, 0x01010101) >>> 24);
			const next = end + 1;
			if (bytes[end - 1] === CR) {
				end--;
				columns--;
			}
			if (columns < least || columns > most || (bytes[end - 1] ?? 0) <= SPACE) break;
			const action = view.getInt32(start + HEAD, true);
			if (action === ALLO) {
				if (bytes[start + 24] !== 87 || bytes[start + 25] !== SPACE) break;
				allows++;
				if (wantsAllows) visitor.row(bytes, start, end, time, lines + rows);
			} else if (action === DROP) {
				if (bytes[start + 24] !== SPACE) break;
				drops++;
				if (wantsDrops) visitor.row(bytes, start, end, time, lines + rows);
			} else break;
			rows++;
			if (time < earliest) earliest = time;
			if (time > latest) latest = time;
			start = next;
		}
		this.#last = [w0, w1, w2, w3, w4];
		this.#time = time;
		this.line = lines + rows;
		counts.rows = rows;
		counts.drops = drops;
		counts.allows = allows;
		counts.earliest = earliest;
		counts.latest = latest;
		return start;
	}

	/** Takes one line byte by byte. */
	#slow(from: number, lineEnd: number): void {
		const bytes = this.#bytes;
		const visitor = this.#visitor;
		const counts = this.counts;
		const line = this.line++;
		if (lineEnd - from > LONGEST_ROW) {
			this.#tooLong(from, lineEnd, line);
			return;
		}
		// Files put together keep the byte order mark of each.
		const marked = bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
		let start = marked ? from + 3 : from;
		let end = lineEnd;
		while (start < end && (bytes[start] ?? 0) <= SEPARATOR) start++;
		while (end > start && (bytes[end - 1] ?? 0) <= SEPARATOR) end--;
		if (end === start) return;
		if (bytes[start] === HASH) {
			this.#comment(new TextDecoder().decode(bytes.subarray(start, end)));
			return;
		}
		const columns = this.#columns;
		columns.split(bytes, start, end);
		const time = this.#timeOf(columns);
		const action = columnOf(this.layout, 'action');
		const is = (text: string) => sameText(bytes, columns.start(action), columns.end(action), text);
		if (is('INFO-EVENTS-LOST')) {
			visitor.lost(bytes, start, end, time, line);
			return;
		}
		const why =
			columns.count < this.layout.names.length
				? 'too few columns'
				: columns.count > this.layout.allNames.length
					? 'too many columns'
					: Number.isNaN(time)
						? 'no date and time'
						: undefined;
		if (why !== undefined) {
			counts.malformed++;
			visitor.malformed(bytes, start, end, why, line);
			return;
		}
		counts.rows++;
		if (time < counts.earliest) counts.earliest = time;
		if (time > counts.latest) counts.latest = time;
		const drop = is('DROP');
		const allow = is('ALLOW');
		if (drop) counts.drops++;
		if (allow) counts.allows++;
		const wanted = visitor.wanted;
		if (wanted === undefined || (wanted === 'DROP' ? drop : allow))
			visitor.row(bytes, start, end, time, line);
	}

	#comment(text: string): void {
		if (!/^#fields:/i.test(text)) return;
		const layout = readLayout(text);
		if (layout === undefined) {
			this.counts.foreignHeaders++;
			return;
		}
		this.counts.headers++;
		this.layout = layout;
		this.#visitor.header(layout);
	}

	#timeOf(columns: Columns): number {
		const bytes = this.#bytes;
		const date = columnOf(this.layout, 'date');
		const clock = columnOf(this.layout, 'time');
		if (
			columns.end(date) - columns.start(date) !== 10 ||
			columns.end(clock) - columns.start(clock) !== 8
		)
			return NaN;
		return readDate(bytes, columns.start(date)) + readClock(bytes, columns.start(clock));
	}
}
