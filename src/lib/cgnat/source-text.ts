/** The user's text, with the offset of each line's begin. */
export type SourceText = {
	readonly text: string;
	readonly starts: readonly number[];
};

export function sourceText(text: string): SourceText {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return { text, starts };
}

/** A change of a text: what stands from `start` to `end` becomes `insert`; offsets from 0. */
export type Edit = { readonly start: number; readonly end: number; readonly insert: string };

export function edited(text: string, { start, end, insert }: Edit): string {
	return text.slice(0, start) + insert + text.slice(end);
}

/** The line that holds an offset, without its end. */
export function lineAround(text: string, offset: number): { start: number; end: number } {
	const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
	const next = text.indexOf('\n', offset);
	return { start, end: next < 0 ? text.length : next };
}
