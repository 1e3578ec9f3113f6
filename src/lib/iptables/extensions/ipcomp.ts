// comp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_ipcomp.c
import { numberAt } from './bytes';
import { match, option, use } from './define';
import { always, evaluation, given, hasHeader } from './evaluate';
import { spiOption } from './spi';
import { none } from './types/none';

const IPCOMP = 108;
const spi = spiOption('ipcompspi', 'CPI');
const reserved = option('compres', none, 'The reserved field is zero.', {
	phrase: 'with a reserved field of zero'
});

export const ipcomp = match({
	name: 'ipcomp',
	summary: 'CPI of a compressed packet.',
	options: [spi, reserved],
	// Without a range of CPIs, one of zero is kept beside it.
	normal: (options) =>
		reserved.in(options) && !spi.in(options)
			? [use(spi, { kind: 'range', low: 0, high: 0 }), ...options]
			: options,
	protocols: [IPCOMP],
	loadedBy: IPCOMP,
	evaluate: evaluation(
		always('', () => hasHeader('IPComp', 4)),
		given(spi, ({ low, high }, inverted) => numberAt('CPI', 2, 2, low, high, inverted)),
		given(reserved, () => numberAt('reserved field', 1, 1, 0, 0, false))
	)
});
