// frag_mt6, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/netfilter/ip6t_frag.c
import { EXTENSION_HEADER } from '../../net';
import type { Outcome, PacketView } from '../evaluation';
import { hasExtensionHeader } from './bytes';
import { match, option } from './define';
import { always, evaluation, given, unknown } from './evaluate';
import { spiOption } from './spi';
import { none } from './types/none';
import { whole } from './types/whole';

const id = spiOption('fragid', 'fragment id');
const length = option('fraglen', whole({ high: 0xffff_ffff }), 'Length of the header; obsolete.', {
	invertible: true,
	phrase: 'with a fragment header of $ octets'
});
const reserved = option('fragres', none, 'The reserved fields are zero.', {
	phrase: 'with reserved fields of zero'
});
const first = option('fragfirst', none, 'The first fragment.', {
	phrase: 'that are the first fragment'
});
const more = option('fragmore', none, 'More fragments follow.', {
	excludes: ['fraglast'],
	phrase: 'with more fragments to follow'
});
const last = option('fraglast', none, 'The last fragment.', {
	excludes: ['fragmore'],
	phrase: 'that are the last fragment'
});

const inside = unknown('the fields of the fragment header are not given');

function hasMore(wanted: boolean): (packet: PacketView) => Outcome {
	return ({ moreFragments }) => (moreFragments === undefined ? inside : moreFragments === wanted);
}

export const frag = match({
	name: 'frag',
	families: ['ipv6'],
	summary: 'Fragment header of IPv6.',
	implies: 'with a fragment header',
	options: [id, length, reserved, first, more, last],
	evaluate: evaluation(
		always('', () =>
			hasExtensionHeader({ number: EXTENSION_HEADER.fragment, name: 'fragment', least: 8 })
		),
		given(
			first,
			() =>
				({ fragmentOffset }) =>
					fragmentOffset === 0
		),
		given(id, () => () => inside),
		given(length, () => () => inside),
		given(reserved, () => () => inside),
		given(more, () => hasMore(true)),
		given(last, () => hasMore(false))
	)
});
