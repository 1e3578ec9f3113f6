// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_socket.c
import { match, option } from './define';
import { unknowable } from './evaluate';
import { none } from './types/none';

export const socket = match({
	name: 'socket',
	summary: 'A local socket is open for the packet.',
	options: [
		option('transparent', none, 'The socket is transparent.', { phrase: 'that is transparent' }),
		option('nowildcard', none, 'Also sockets bound to any address.', {
			phrase: 'also if bound to any address'
		}),
		option('restore-skmark', none, 'Gives the packet the mark of the socket.', {
			phrase: 'taking its mark'
		})
	],
	hooks: ['PREROUTING', 'INPUT'],
	explain: () => 'for which a local socket is open',
	evaluate: unknowable('the sockets of the host are not given')
});
