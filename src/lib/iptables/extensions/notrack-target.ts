// An alias of CT --notrack, which keeps its own name in saved rules.
import { target } from './define';

export const NOTRACK = target({
	name: 'NOTRACK',
	summary: 'Takes the packet out of connection tracking; the walk goes on.',
	options: [],
	listing: {
		pattern: /^NOTRACK$/,
		words: () => []
	},
	tables: ['raw'],
	effect: () => ({ kind: 'notrack' })
});
