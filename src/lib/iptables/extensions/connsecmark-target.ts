// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_CONNSECMARK.c
import type { OptionUse } from '../ruleset';
import { needsOne, option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';

const save = option('save', none, 'From the packet to the connection.', {
	excludes: ['restore'],
	says: () => ''
});

export const CONNSECMARK = sideTarget({
	name: 'CONNSECMARK',
	summary: 'Copies the security mark between packet and connection.',
	options: [
		save,
		option('restore', none, 'From the connection to the packet.', {
			excludes: ['save'],
			says: () => ''
		})
	],
	tables: ['mangle', 'security'],
	check: needsOne(),
	action: (options: readonly OptionUse[]) =>
		save.in(options)
			? 'Labels the connection of $ as the packet is labelled'
			: 'Labels $ as the connection is labelled'
});
