/** Parses one line of a log, byte by byte. */
import { Columns, sameText, SEPARATOR } from './columns';
import { columnOf, USUAL_LAYOUT, type Layout } from './layout';
import { textEnd, textStart } from './line-text';
import { readClock, readDate } from './timestamp';

const HASH = 35;
const LETTER_A = 65;
/** Bytes of date and time, with the space after them. */
const HEAD = 20;

export type Action = 'DROP' | 'ALLOW';
export type LineKind = 'blank' | 'comment' | 'gap' | 'row' | 'malformed';
export type Malformed = 'too few columns' | 'too many columns' | 'no date and time' | 'too long';

/** The line read last. One object serves all lines: there are millions. */
export class Line {
	/** The line without byte order mark, surrounding spaces and line end. */
	start = 0;
	end = 0;
	/** Local seconds; NaN if they can't be read. */
	time = NaN;
	/** Of a row; undefined for actions of older versions of the log. */
	action: Action | undefined;
	/** Of a malformed row. */
	why: Malformed = 'too few columns';

	readonly #columns = new Columns();
	#fixed = true;
	#least = 0;
	#most = 0;
	#date = 0;
	#clock = 0;
	#action = 0;

	constructor() {
		this.follow(USUAL_LAYOUT);
	}

	/** Uses this layout for the lines from here on. */
	follow(layout: Layout): void {
		this.#fixed = layout.fixed;
		this.#least = layout.names.length;
		this.#most = layout.allNames.length;
		this.#date = columnOf(layout, 'date');
		this.#clock = columnOf(layout, 'time');
		this.#action = columnOf(layout, 'action');
	}

	/** Reads the line from `from` to its line feed at `end`. */
	read(bytes: Uint8Array, from: number, lineEnd: number): LineKind {
		const start = textStart(bytes, from, lineEnd);
		const end = textEnd(bytes, start, lineEnd);
		this.start = start;
		this.end = end;
		if (end === start) return 'blank';
		if (bytes[start] === HASH) return 'comment';
		if (this.#fixed && this.#readPlain(bytes)) return 'row';
		const columns = this.#columns;
		columns.split(bytes, start, end);
		this.time = this.#timeOf(bytes);
		const action = columns.start(this.#action);
		const actionEnd = columns.end(this.#action);
		if (sameText(bytes, action, actionEnd, 'INFO-EVENTS-LOST')) return 'gap';
		if (columns.count < this.#least) this.why = 'too few columns';
		else if (columns.count > this.#most) this.why = 'too many columns';
		else if (Number.isNaN(this.time)) this.why = 'no date and time';
		else {
			this.action = sameText(bytes, action, actionEnd, 'DROP')
				? 'DROP'
				: sameText(bytes, action, actionEnd, 'ALLOW')
					? 'ALLOW'
					: undefined;
			return 'row';
		}
		return 'malformed';
	}

	/**
	 * Whether the line is a plain row: date, time, DROP or ALLOW, and the right number of
	 * columns. Nearly all are; for these, the columns need not be located.
	 */
	#readPlain(bytes: Uint8Array): boolean {
		const { start, end } = this;
		const action = start + HEAD;
		if ((bytes[start + 10] ?? 0) > SEPARATOR || (bytes[action - 1] ?? 0) > SEPARATOR) return false;
		const name = bytes[action] === LETTER_A ? 'ALLOW' : 'DROP';
		const actionEnd = action + name.length;
		if (actionEnd >= end || (bytes[actionEnd] ?? 0) > SEPARATOR) return false;
		if (!sameText(bytes, action, actionEnd, name)) return false;
		let columns = 3;
		for (let at = actionEnd; at < end; at++) if ((bytes[at] ?? 0) <= SEPARATOR) columns++;
		if (columns < this.#least || columns > this.#most) return false;
		const time = readDate(bytes, start) + readClock(bytes, start + 11);
		if (Number.isNaN(time)) return false;
		this.time = time;
		this.action = name;
		return true;
	}

	#timeOf(bytes: Uint8Array): number {
		const columns = this.#columns;
		const date = columns.start(this.#date);
		const clock = columns.start(this.#clock);
		if (columns.end(this.#date) - date !== 10 || columns.end(this.#clock) - clock !== 8) return NaN;
		return readDate(bytes, date) + readClock(bytes, clock);
	}
}
