// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_CHECKSUM.c
import { option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';

export const CHECKSUM = sideTarget({
	name: 'CHECKSUM',
	summary: 'Works out the checksum that the network card would have.',
	options: [
		option('checksum-fill', none, 'Fills in the checksum.', {
			mandatory: true,
			says: () => ''
		})
	],
	tables: ['mangle']
});
