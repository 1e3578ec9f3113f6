/** The lines of a text without their ends: LF, CR LF, or a lone CR at the end of the text. */
export class Lines {
	readonly text: string;
	/** Offset of the first character of each line, and one past the last line. */
	readonly #starts: number[];

	constructor(text: string, starts?: number[]) {
		this.text = text;
		this.#starts = starts ?? startsOf(text, 0, text.length);
	}

	/** A line end at the very end of the text does not begin another line. */
	get count(): number {
		const lines = this.#starts.length - 1;
		return lines > 1 && this.#starts[lines - 1] === this.text.length ? lines - 1 : lines;
	}

	/** The line, counted from 0, without its end. */
	line(index: number): string {
		const start = this.#starts[index] ?? 0;
		let end = (this.#starts[index + 1] ?? this.text.length + 1) - 1;
		if (end > start && this.text.charCodeAt(end - 1) === 0x0d) end--;
		return this.text.slice(start, end);
	}

	/** Index of the first line that ends in CR LF and is misread because of it: not a comment, nor a
	 * chain of a dump with counters. -1 if there is none. */
	firstReturn(): number {
		const { text } = this;
		for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 1)) {
			const index = this.#lineAt(at);
			const first = text.charAt(this.#starts[index] ?? 0);
			if (first !== '#' && (first !== ':' || text.charAt(at - 1) !== ']')) return index;
		}
		return -1;
	}

	/** Index of the line with the character at an offset. */
	#lineAt(offset: number): number {
		let low = 0;
		let high = this.#starts.length - 2;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	/** The lines of a text that differs from this one in one place: nothing else is looked at. */
	edited(text: string): EditedLines {
		const before = this.text;
		const same = commonPrefix(before, text);
		const room = Math.min(before.length, text.length) - same;
		const tail = commonSuffix(before, text, room);
		const first = this.#lineAt(same);
		const lastBefore = this.#lineAt(before.length - tail);
		const from = this.#starts[first] ?? 0;
		const untilBefore = (this.#starts[lastBefore + 1] ?? before.length + 1) - 1;
		const shift = text.length - before.length;
		const middle = startsOf(text, from, untilBefore + shift);
		middle.pop();
		const starts = this.#starts.slice(0, first).concat(middle);
		for (let index = lastBefore + 1; index < this.#starts.length; index++) {
			starts.push((this.#starts[index] ?? 0) + shift);
		}
		return {
			lines: new Lines(text, starts),
			first,
			removed: lastBefore - first + 1,
			added: middle.length
		};
	}
}

export interface EditedLines {
	readonly lines: Lines;
	/** Index of the first line that may differ; from there, how many were removed and added. */
	readonly first: number;
	readonly removed: number;
	readonly added: number;
}

/** Line starts from an offset that is one, to the end of a line; then the offset past that end. */
function startsOf(text: string, from: number, to: number): number[] {
	const starts = [from];
	for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
		starts.push(at + 1);
	}
	starts.push(to + 1);
	return starts;
}

/** Pieces are compared as a whole, which is much faster than one by one. */
const PIECE = 16_384;

function commonPrefix(a: string, b: string): number {
	const most = Math.min(a.length, b.length);
	let at = 0;
	for (let size = PIECE; size >= 1; size = size >> 3) {
		while (at + size <= most && a.slice(at, at + size) === b.slice(at, at + size)) at += size;
	}
	return at;
}

function commonSuffix(a: string, b: string, most: number): number {
	let length = 0;
	for (let size = PIECE; size >= 1; size = size >> 3) {
		while (
			length + size <= most &&
			a.slice(a.length - length - size, a.length - length) ===
				b.slice(b.length - length - size, b.length - length)
		) {
			length += size;
		}
	}
	return length;
}
