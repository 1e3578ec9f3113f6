// ecn_mt4, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_ecn.c
import { match, needsOne, option } from './define';
import { evaluation, given, maskedIs } from './evaluate';
import { none } from './types/none';
import { whole } from './types/whole';

const ECE = 0x40;
const CWR = 0x80;
const ece = option('ecn-tcp-ece', none, 'The ECE flag of TCP is set.', {
	invertible: true,
	phrase: 'with ECE set'
});
const cwr = option('ecn-tcp-cwr', none, 'The CWR flag of TCP is set.', {
	invertible: true,
	phrase: 'with CWR set'
});
const ect = option('ecn-ip-ect', whole({ high: 3 }), 'The two ECN bits of the IP header.', {
	invertible: true,
	phrase: 'with ECN bits $'
});

export const ecn = match({
	name: 'ecn',
	summary: 'Explicit congestion notification.',
	options: [ece, cwr, ect],
	check: needsOne(),
	checkInKernel(options, { header }) {
		const asks = ece.in(options) ?? cwr.in(options);
		if (!asks || (header.protocol?.value === 6 && !header.protocol.inverted)) return [];
		return [
			{
				code: 'ecn-without-tcp',
				message: 'ECE and CWR are flags of TCP',
				help: 'Add -p tcp to the rule.',
				option: ece.name
			}
		];
	},
	evaluate: evaluation(
		given(ect, ({ value }, inverted) => maskedIs('tos', 3, value, inverted)),
		given(ece, (_, inverted) => maskedIs('tcpFlags', ECE, ECE, inverted)),
		given(cwr, (_, inverted) => maskedIs('tcpFlags', CWR, CWR, inverted))
	)
});
