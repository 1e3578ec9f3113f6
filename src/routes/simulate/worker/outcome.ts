import type { Passage } from '$lib/netfilter';
import type { Tone } from '$lib/ui';

/** The tone and word for a passage. */
export function outcomeOf(passage: Passage): { readonly tone: Tone; readonly word: string } {
	if (passage.verdict === 'DROP') return { tone: 'drop', word: 'DROP' };
	if (passage.verdict === 'REJECT') return { tone: 'reject', word: 'REJECT' };
	if (passage.lost) return { tone: 'neutral', word: 'not delivered' };
	return { tone: 'accept', word: 'ACCEPT' };
}
