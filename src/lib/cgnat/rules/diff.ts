import { edited, lineAround, type Edit } from '../source-text';

/** What an edit does to the lines that it touches. */
export type Diff = {
	/** The first of them, from 1. */
	readonly line: number;
	readonly removed: readonly string[];
	readonly added: readonly string[];
};

/** The whole lines that an edit changes, before and after it. */
export function diffOf(text: string, edit: Edit): Diff {
	const start = lineAround(text, edit.start).start;
	const { end } = lineAround(text, edit.end);
	const before = text.slice(start, end);
	const after = edited(before, { ...edit, start: edit.start - start, end: edit.end - start });
	return {
		line: text.slice(0, start).split('\n').length,
		removed: before.split(/\r?\n|\r$/),
		added: after.split(/\r?\n|\r$/)
	};
}
