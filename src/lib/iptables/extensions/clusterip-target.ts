// Linux 6.7 removed it: https://git.kernel.org/linus/9db5d918e2c07fa09fab18bc7addf3408da0c76f
import { option } from './define';
import { unknownTarget } from './side-target';
import { choice } from './types/choice';
import { macAddress } from './types/mac';
import { none } from './types/none';
import { whole } from './types/whole';

const requires = ['new'];
const node = whole({ high: 16 });

export const CLUSTERIP = unknownTarget('clusters that share an address are not simulated', {
	name: 'CLUSTERIP',
	// It drops packets for other nodes (ipt_CLUSTERIP.c).
	outcomes: ['continue', 'drop'],
	families: ['ipv4'],
	summary: 'Shares one address among the nodes of a cluster.',
	options: [
		option('new', none, 'Makes a new cluster.', { phrase: 'as a new cluster' }),
		option(
			'hashmode',
			choice(['sourceip', 'sourceip-sourceport', 'sourceip-sourceport-destport'], {
				argument: 'mode',
				exact: true
			}),
			'What decides which node takes the packet.',
			{ requires, phrase: 'by $' }
		),
		option('clustermac', macAddress, 'Multicast MAC address of the cluster.', {
			requires,
			phrase: 'with MAC address $'
		}),
		option('total-nodes', node, 'How many nodes there are.', { requires, phrase: 'of $ nodes' }),
		option('local-node', node, 'The node that this host is.', { requires, phrase: 'as node $' }),
		option('hash-init', whole({ high: 0xffff_ffff }), 'Seed of the hash.', {
			requires,
			phrase: 'by hash seed $'
		})
	],
	checkInKernel: () => [
		{
			code: 'removed-target',
			message: 'the kernel has no CLUSTERIP any more, since Linux 6.7',
			help: 'Use the cluster match.'
		}
	]
});
