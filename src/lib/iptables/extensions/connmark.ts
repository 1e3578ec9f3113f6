// connmark_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_connmark.c
import { match, option } from './define';
import { evaluation, given, maskedIs } from './evaluate';
import { markMatchForm } from './listing';
import { masked } from './types/mark';

const value = option('mark', masked(), 'Mark of the connection, compared under the mask.', {
	invertible: true,
	mandatory: true,
	phrase: 'of a connection with mark $'
});

export const connmark = match({
	name: 'connmark',
	summary: 'Mark of the connection.',
	options: [value],
	listing: markMatchForm('connmark|CONNMARK'),
	evaluate: evaluation(
		given(value, ({ value: wanted, mask }, inverted) =>
			// Bits outside the mask can never match; without a connection it does not match at all.
			(wanted & mask) >>> 0 === wanted
				? maskedIs('connmark', mask, wanted, inverted)
				: ({ connmark: found }) => found !== null && inverted
		)
	)
});
