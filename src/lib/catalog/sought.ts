import { fold } from './fold';
import { index, vocabulary, worthIn } from './search-index';
import { allowance, distance } from './typo';

/** A query prepared for comparison with many texts. */
export interface Sought {
	/** The whole text, folded; a path fragment may contain blanks. */
	readonly phrase: string;
	/** The folded words, each with the words that it may be a typo of. */
	readonly words: readonly { readonly text: string; readonly meant: readonly string[] }[];
}

function meantBy(word: string): readonly string[] {
	const limit = allowance(word);
	if (limit === 0 || index.some(({ fields }) => fields.some((each) => worthIn(word, each) > 0))) {
		return [];
	}
	const near = [...vocabulary]
		.map((known) => ({ known, far: distance(word, known, limit) }))
		.filter(({ far }) => far <= limit);
	const nearest = Math.min(...near.map(({ far }) => far));
	return near.filter(({ far }) => far === nearest).map(({ known }) => known);
}

/** Reads a query's text. */
export function seek(text: string): Sought {
	const phrase = fold(text).trim().replace(/\s+/g, ' ');
	const words = phrase === '' ? [] : phrase.split(' ');
	return { phrase, words: words.map((word) => ({ text: word, meant: meantBy(word) })) };
}
