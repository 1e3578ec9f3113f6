// mark_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_mark.c
import { match, option } from './define';
import { evaluation, given, maskedIs } from './evaluate';
import { markMatchForm } from './listing';
import { masked } from './types/mark';

const value = option('mark', masked(), 'Mark of the packet, compared under the mask.', {
	invertible: true,
	mandatory: true,
	phrase: 'with mark $'
});

export const mark = match({
	name: 'mark',
	summary: 'Mark of the packet.',
	options: [value],
	listing: markMatchForm('mark'),
	evaluate: evaluation(
		given(value, ({ value: wanted, mask }, inverted) =>
			// Bits outside the mask can never match.
			(wanted & mask) >>> 0 === wanted ? maskedIs('mark', mask, wanted, inverted) : () => inverted
		)
	)
});
