import { fold, wordStarts } from './fold';
import { stem } from './search-index';
import type { Sought } from './sought';

/** A part of a text, from `start` up to but not including `end`. */
export interface Mark {
	readonly start: number;
	readonly end: number;
}

/** The parts of a text that a query matches, in order and not overlapping. */
export function marks(
	text: string,
	sought: Sought,
	kind: 'name' | 'path' | 'prose'
): readonly Mark[] {
	const folded = fold(text);
	const starts = new Set(wordStarts(text));
	const found: Mark[] = [];
	const add = (part: string, everywhere: boolean): void => {
		if (part === '') return;
		for (let at = folded.indexOf(part); at !== -1; at = folded.indexOf(part, at + part.length)) {
			if (everywhere || starts.has(at)) found.push({ start: at, end: at + part.length });
		}
	};
	const wholeFound = sought.words.length > 1 && folded.includes(sought.phrase);
	if (wholeFound) add(sought.phrase, true);
	else {
		for (const { text: word, meant } of sought.words) {
			const everywhere = kind !== 'prose' && word.length > 1;
			for (const part of [word, ...meant]) add(stem(part), everywhere);
		}
	}
	return joined(found.sort((one, other) => one.start - other.start));
}

function joined(sorted: readonly Mark[]): readonly Mark[] {
	const apart: Mark[] = [];
	for (const mark of sorted) {
		const last = apart.at(-1);
		if (last && mark.start <= last.end) {
			apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
		} else apart.push(mark);
	}
	return apart;
}
