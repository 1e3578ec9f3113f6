/** Options that several targets of the nat table share. */
import { option } from './define';
import { none } from './types/none';
import { translatedPorts } from './types/translation';

export function toPorts(way: 'to' | 'from', base: 'refused' | 'lost') {
	return option('to-ports', translatedPorts(base), 'Port or range of ports to use.', {
		says: ({ ports }) =>
			!ports
				? ''
				: ports.low === ports.high
					? `${way} port ${ports.low}`
					: `${way} ports ${ports.low} to ${ports.high}`
	});
}
export const random = option('random', none, 'Picks the port at random.', {
	phrase: 'with random ports'
});
export const randomFully = option('random-fully', none, 'Picks the port entirely at random.', {
	phrase: 'with entirely random ports'
});
export const persistent = option(
	'persistent',
	none,
	'Gives a client the same address for each connection.',
	{ phrase: 'with the same address for each client' }
);
