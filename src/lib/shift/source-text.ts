/** The user's text, with the offset of each line's start. */
export type SourceText = {
	readonly text: string;
	readonly starts: readonly number[];
};

export function sourceText(text: string): SourceText {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return { text, starts };
}

/** The line that holds an offset, without its end. */
export function lineAround(text: string, offset: number): { start: number; end: number } {
	const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
	const next = text.indexOf('\n', offset);
	return { start, end: next < 0 ? text.length : next };
}

/** The line (from 1) that contains an offset. */
export function lineNumber({ starts }: SourceText, offset: number): number {
	let low = 0;
	let high = starts.length;
	while (low + 1 < high) {
		const middle = (low + high) >>> 1;
		if ((starts[middle] ?? Infinity) <= offset) low = middle;
		else high = middle;
	}
	return low + 1;
}
