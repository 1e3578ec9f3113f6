/** A meaning that has a colour, a sign and a word: see tokens.css. */
export type Tone = 'accept' | 'drop' | 'reject' | 'unknown' | 'changed' | 'neutral';

/** The default word for a tone. */
export const toneWords = {
	accept: 'ACCEPT',
	drop: 'DROP',
	reject: 'REJECT',
	unknown: 'unknown',
	changed: 'changed',
	neutral: 'none'
} as const satisfies Record<Tone, string>;
