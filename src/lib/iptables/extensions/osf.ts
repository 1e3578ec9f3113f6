// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_osf.c
import { match, option } from './define';
import { unknowable } from './evaluate';
import { bare, text } from './types/text';
import { whole } from './types/whole';

export const osf = match({
	name: 'osf',
	families: ['ipv4'],
	summary: 'Operating system that the SYN packet looks like.',
	options: [
		option('genre', text({ argument: 'genre', cut: 31, print: bare }), 'Name of the system.', {
			invertible: true,
			mandatory: true,
			phrase: 'that look like $'
		}),
		option('ttl', whole({ high: 2 }), 'How the TTL is compared: 0 exact, 1 less or equal, 2 not.', {
			phrase: 'comparing TTLs in way $'
		}),
		option('log', whole({ high: 2 }), 'What is logged: 0 all matches, 1 the first, 2 known ones.', {
			phrase: 'logging in way $'
		})
	],
	protocols: [6],
	hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
	evaluate: unknowable('the fingerprints of operating systems are not given')
});
