// tos_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_dscp.c
import { match, option } from './define';
import { evaluation, given, maskedIs } from './evaluate';
import { tosMask } from './types/tos';

const value = option('tos', tosMask, 'Type of service, compared under the mask.', {
	invertible: true,
	mandatory: true,
	phrase: 'with type of service $'
});

export const tos = match({
	name: 'tos',
	summary: 'Type of service (traffic class in IPv6).',
	options: [value],
	evaluate: evaluation(
		given(value, ({ value: wanted, mask }, inverted) =>
			(wanted & mask) === wanted ? maskedIs('tos', mask, wanted, inverted) : () => inverted
		)
	)
});
