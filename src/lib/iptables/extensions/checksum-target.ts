// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_CHECKSUM.c
import { option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';

export const CHECKSUM = sideTarget({
	name: 'CHECKSUM',
	summary: 'Computes the checksum that the network card would otherwise fill in.',
	options: [
		option('checksum-fill', none, 'Fills in the checksum.', {
			mandatory: true,
			says: () => ''
		})
	],
	tables: ['mangle']
});
