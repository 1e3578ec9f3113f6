/** `A`, `A and B`, `A, B and C`; with another word before the last, `A, B or C`. */
export function inWords(words: readonly string[], before: 'and' | 'or' = 'and'): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${before} ${last}`;
}

/** How numbers stand in a sentence or a table: `3,000`. */
export const numbers = new Intl.NumberFormat('en');
