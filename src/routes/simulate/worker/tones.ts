import type { Tone } from '$lib/ui';

const tones: Readonly<Record<string, Tone>> = {
	ACCEPT: 'accept',
	DROP: 'drop',
	REJECT: 'reject'
};

/** The tone of a verdict, or of a target that is one; undefined for all others. */
export function toneOf(verdict: string): Tone | undefined {
	return tones[verdict.split(' ')[0] ?? ''];
}
