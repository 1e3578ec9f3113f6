// icmp6_match, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_tcpudp.c
import { match, option } from './define';
import { evaluation, given, hasHeader, always } from './evaluate';
import { icmpTest } from './icmp';
import { icmpForm } from './listing';
import { icmp6Names, icmpType, printIcmpType } from './types/icmp';

const type = option(
	'icmpv6-type',
	icmpType(icmp6Names, printIcmpType),
	'ICMPv6 type, with or without a code.',
	{ invertible: true, mandatory: true, phrase: 'of ICMPv6 type $' }
);

export const icmp6 = match({
	name: 'icmp6',
	aliases: ['icmpv6', 'ipv6-icmp'],
	families: ['ipv6'],
	summary: 'Type and code of ICMPv6.',
	options: [type],
	listing: icmpForm('ipv6-icmp', '--icmpv6-type'),
	protocols: [58],
	loadedBy: 58,
	evaluate: evaluation(
		always('', () => hasHeader('ICMPv6', 8)),
		given(type, ({ type: wanted, lowCode, highCode }, inverted) =>
			icmpTest(wanted, lowCode, highCode, inverted)
		)
	)
});
