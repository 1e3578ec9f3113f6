/** Iterates over the rows of a log as bytes: its lines except blank ones and comments. */
import { isFieldsLine, readLayout, USUAL_LAYOUT, type Layout } from './layout';
import { textEnd, textStart } from './line-text';
import { LONGEST_ROW } from './scanner';
import type { Characters } from './source';

const PIECE = 256 * 1024;
const LF = 10;
const HASH = 35;

export class RowCursor {
	/** Holds the row until the next one is taken. */
	readonly bytes = new Uint8Array(LONGEST_ROW + PIECE + 1);
	/** The row without byte order mark, surrounding spaces and line end; if long, only its beginning. */
	start = 0;
	end = 0;
	/** Where the row's line starts in the log, and its number, counted from 0. */
	offset: number;
	line = -1;
	/** The row has a line end: the last row of a copy taken during writing may be cut short. */
	whole = true;
	/** The columns in force at the row. */
	layout: Layout = USUAL_LAYOUT;

	readonly #log: Characters;
	readonly #signal: AbortSignal | undefined;
	/** Where the next piece starts in the log. */
	#ahead: number;
	/** In `bytes`: where the next line starts, where they are filled up to, and how much of that line was left out. */
	#next = 0;
	#filled = 0;
	#leftOut = 0;
	#ended = false;

	/** @param signal ends the log early */
	constructor(log: Characters, offset = 0, signal?: AbortSignal) {
		this.#log = log;
		this.#signal = signal;
		this.#ahead = offset;
		this.offset = offset;
	}

	/** Takes the next row if it has been read; else `more` must be called. */
	take(): boolean {
		const { bytes } = this;
		for (;;) {
			const from = this.#next;
			const lineEnd = bytes.indexOf(LF, from);
			if (lineEnd < 0 || lineEnd >= this.#filled) return false;
			this.#next = lineEnd + 1;
			this.line++;
			this.offset = this.#ahead - this.#leftOut - (this.#filled - from);
			this.#leftOut = 0;
			if (this.#isRow(from, lineEnd)) return true;
		}
	}

	/** Takes the next row, reading as much as that needs; false at the end of the log. */
	async more(): Promise<boolean> {
		while (!this.#ended && !this.#signal?.aborted) {
			await this.#read();
			if (this.take()) return true;
		}
		return false;
	}

	/** Appends the next piece to the incomplete line. */
	async #read(): Promise<void> {
		const { bytes } = this;
		const rest = Math.min(this.#filled - this.#next, LONGEST_ROW);
		this.#leftOut += this.#filled - this.#next - rest;
		bytes.copyWithin(0, this.#next, this.#next + rest);
		const length = await this.#log.read(bytes.subarray(rest, rest + PIECE), this.#ahead);
		this.#next = 0;
		this.#filled = rest + length;
		this.#ahead += length;
		if (length > 0) return;
		// The last line need not have a line end.
		this.#ended = true;
		this.whole = false;
		bytes[this.#filled++] = LF;
		this.#ahead++;
	}

	#isRow(from: number, lineEnd: number): boolean {
		const { bytes } = this;
		const start = textStart(bytes, from, lineEnd);
		const end = textEnd(bytes, start, lineEnd);
		this.start = start;
		this.end = end;
		if (start === end) return false;
		if (bytes[start] !== HASH) return true;
		const text = new TextDecoder().decode(bytes.subarray(start, end));
		if (isFieldsLine(text)) this.layout = readLayout(text) ?? this.layout;
		return false;
	}
}
