// comp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_ipcomp.c
import { numberAt } from './bytes';
import { match, option, use } from './define';
import { always, evaluation, given, hasHeader } from './evaluate';
import { none } from './types/none';
import { unlessAll, wholeRange } from './types/whole';

const IPCOMP = 108;
const max = 0xffff_ffff;
const spi = option('ipcompspi', wholeRange(max, 'cpi[:cpi]'), 'CPI, or a range of them.', {
	invertible: true,
	phrase: 'with CPI $'
});
const reserved = option('compres', none, 'The reserved field is zero.', {
	phrase: 'with a reserved field of zero'
});

export const ipcomp = match({
	name: 'ipcomp',
	summary: 'CPI of a compressed packet.',
	options: [spi, reserved],
	// Without --ipcompspi the CPI is zero; the full range, by contrast, is kept but not shown.
	normal: (options) =>
		spi.in(options) ? options : [use(spi, { kind: 'range', low: 0, high: 0 }), ...options],
	print: (options, context) =>
		options
			.filter((each) => unlessAll(max)(each) !== undefined)
			.map((each) => ` ${(each.option === spi.name ? spi : reserved).print(each, context)}`)
			.join(''),
	protocols: [IPCOMP],
	loadedBy: IPCOMP,
	evaluate: evaluation(
		always('', () => hasHeader('IPComp', 4)),
		given(spi, ({ low, high }, inverted) => numberAt('CPI', 2, 2, low, high, inverted)),
		given(reserved, () => numberAt('reserved field', 1, 1, 0, 0, false))
	)
});
