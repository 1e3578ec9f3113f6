/** `A`, `A and B`, `A, B and C`; with another word before the last, `A, B or C`. */
export function inWords(words: readonly string[], before: 'and' | 'or' = 'and'): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${before} ${last}`;
}

/**
 * An integer as written in a sentence or a table: `3,000`. Without Intl: making its first formatter
 * takes longer than everything else that a page's modules do when they load.
 */
export function grouped(number: number | bigint): string {
	return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 row`, `3,000 rows`. */
export function counted(number: number, one: string, many = `${one}s`): string {
	return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** A number rounded to this many significant digits: 0.123456 to 2 digits is `0.12`. */
export function rounded(number: number, digits: number): string {
	return String(Number(number.toPrecision(digits)));
}
