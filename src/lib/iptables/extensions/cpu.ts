// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_cpu.c
import { match, option } from './define';
import { unknowable } from './evaluate';
import { whole } from './types/whole';

export const cpu = match({
	name: 'cpu',
	summary: 'The processor that handles the packet.',
	options: [
		option('cpu', whole({ high: 0xffff_ffff }), 'Number of the processor, from 0.', {
			invertible: true,
			mandatory: true,
			phrase: 'handled by processor $'
		})
	],
	evaluate: unknowable('which processor handles a packet is up to the host')
});
