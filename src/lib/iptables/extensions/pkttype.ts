// pkttype_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_pkttype.c
import { match, option } from './define';
import { evaluation, given, unknown } from './evaluate';
import { signed } from './listing';
import { choice } from './types/choice';

const type = option(
	'pkt-type',
	choice(['unicast', 'broadcast', 'multicast', 'otherhost'], {
		argument: 'unicast|broadcast|multicast',
		synonyms: { bcast: 'broadcast', mcast: 'multicast', host: 'unicast' }
	}),
	'How the link layer addressed the packet.',
	{ invertible: true, mandatory: true, phrase: 'addressed as $' }
);

export const pkttype = match({
	name: 'pkttype',
	summary: 'Link-layer type of the packet.',
	options: [type],
	listing: {
		pattern: /^PKTTYPE (!?)= (\S+)/,
		words: ([sign, kind = '']) => signed(sign, '--pkt-type', kind)
	},
	evaluate: evaluation(
		given(type, ({ text }, inverted) => ({ packetType }) => {
			if (packetType === undefined)
				return unknown('how the link layer addressed the packet is left open');
			return packetType !== null && (packetType === text) !== inverted;
		})
	)
});
