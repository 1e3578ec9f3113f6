import { needsOne, option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';

export const CONNSECMARK = sideTarget({
	name: 'CONNSECMARK',
	summary: 'Copies the security mark between packet and connection.',
	options: [
		option('save', none, 'From the packet to the connection.', {
			excludes: ['restore'],
			phrase: 'to the connection'
		}),
		option('restore', none, 'From the connection to the packet.', {
			excludes: ['save'],
			phrase: 'from the connection'
		})
	],
	tables: ['mangle', 'security'],
	check: needsOne()
});
