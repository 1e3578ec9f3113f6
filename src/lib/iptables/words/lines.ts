/** The lines of a text without their ends; LF, CRLF and a lone CR at the end of a line are known. */
export class Lines {
	readonly text: string;
	/** Offset of the first character of each line, and one behind the last line. */
	readonly starts: readonly number[];

	constructor(text: string) {
		this.text = text;
		const starts = [0];
		for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
		starts.push(text.length + 1);
		this.starts = starts;
	}

	/** A line end at the very end of the text begins no further line. */
	get count(): number {
		const lines = this.starts.length - 1;
		return lines > 1 && this.starts[lines - 1] === this.text.length ? lines - 1 : lines;
	}

	/** The line, counted from 0, without its end. */
	line(index: number): string {
		const start = this.starts[index] ?? 0;
		let end = (this.starts[index + 1] ?? this.text.length + 1) - 1;
		if (end > start && this.text.charCodeAt(end - 1) === 0x0d) end--;
		return this.text.slice(start, end);
	}
}
