// length_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_length.c
import { match, option } from './define';
import { evaluation, given, numberIn } from './evaluate';
import { signed } from './listing';
import { wholeRange } from './types/whole';

const value = option(
	'length',
	wholeRange(65_535, 'length[:length]'),
	'Octets of the whole IP packet, header and all.',
	{ invertible: true, mandatory: true, phrase: '$ octets long' }
);

export const length = match({
	name: 'length',
	summary: 'Length of the packet.',
	options: [value],
	listing: {
		pattern: /^length (!?)(\d+(?::\d+)?)/,
		words: ([sign, range = '']) => signed(sign, '--length', range)
	},
	evaluate: evaluation(
		given(value, ({ low, high }, inverted) => numberIn('length', low, high, inverted))
	)
});
