import type { Passage } from '$lib/netfilter';
import { fieldWords } from './field-words';

/** The packet's conntrack state and the changes to its fields, in one line. */
export function aboutPacket(passage: Passage): string {
	const { injected, state, direction, final } = passage;
	const parts = [
		state === null ? 'not tracked' : `state ${state}`,
		direction === 'reply' ? 'reply direction' : '',
		injected.length === null || injected.length === undefined
			? ''
			: `${String(injected.length)} octets`
	];
	if (final)
		for (const field of ['src', 'sport', 'dst', 'dport', 'mark', 'tos'] as const)
			if (final[field] !== injected[field]) parts.push(`leaves with ${fieldWords(field, final)}`);
	return parts.filter((part) => part !== '').join(', ');
}
