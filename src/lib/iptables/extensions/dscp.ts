// dscp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_dscp.c
import { match, needsOne, option } from './define';
import { evaluation, given, maskedIs } from './evaluate';
import { signed } from './listing';
import { dscp as dscpValue, dscpClass } from './types/tos';

const value = option('dscp', dscpValue, 'DSCP: the upper six bits of the type of service.', {
	invertible: true,
	excludes: ['dscp-class'],
	phrase: 'with DSCP $'
});
const named = option('dscp-class', dscpClass, 'DSCP by the name of its DiffServ class.', {
	invertible: true,
	excludes: ['dscp'],
	rewrite: (use) => ({ ...use, option: value.name })
});

export const dscp = match({
	name: 'dscp',
	summary: 'DiffServ code point.',
	options: [value, named],
	listing: {
		pattern: /^DSCP match (!?)(0x[0-9a-f]+)/,
		words: ([sign, bits = '']) => signed(sign, '--dscp', bits)
	},
	check: needsOne(),
	evaluate: evaluation(
		given(value, ({ value: wanted }, inverted) => maskedIs('tos', 0xfc, wanted << 2, inverted))
	)
});
