import { applyEdits, type TextEdit } from '$lib/text';
import { lineAround, lineNumber, type SourceText } from './source-text';

/** The effect of an edit on the lines that it touches. */
export type Diff = {
	/** The first of them, from 1. */
	readonly line: number;
	readonly removed: readonly string[];
	readonly added: readonly string[];
};

/** The whole lines that an edit changes, before and after it. */
export function diffOf(source: SourceText, edit: TextEdit): Diff {
	const { text } = source;
	const start = lineAround(text, edit.from).start;
	const { end } = lineAround(text, edit.to);
	const before = text.slice(start, end);
	const after = applyEdits(before, [{ ...edit, from: edit.from - start, to: edit.to - start }]);
	return {
		line: lineNumber(source, start),
		removed: before.split(/\r?\n|\r$/),
		added: after.split(/\r?\n|\r$/)
	};
}
