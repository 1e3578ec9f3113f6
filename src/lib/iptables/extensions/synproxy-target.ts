// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_SYNPROXY.c
import { option } from './define';
import { unknownTarget } from './side-target';
import { none } from './types/none';
import { whole } from './types/whole';

const number = { high: 0xffff_ffff } as const;

export const SYNPROXY = unknownTarget('the handshake that SYNPROXY answers is not simulated', {
	name: 'SYNPROXY',
	// It consumes the packets of a handshake (xt_SYNPROXY.c).
	outcomes: ['continue', 'drop'],
	summary: 'Answers the handshake of TCP in place of the server.',
	options: [
		option('sack-perm', none, 'Offers selective acknowledgement.', { phrase: 'with SACK' }),
		option('timestamp', none, 'Offers timestamps.', { phrase: 'with timestamps' }),
		// Kept in one octet and two octets.
		option('wscale', whole({ ...number, print: (value) => `${value & 0xff}` }), 'Window scale.', {
			phrase: 'with window scale $'
		}),
		option('mss', whole({ ...number, print: (value) => `${value & 0xffff}` }), 'Segment size.', {
			phrase: 'with segments of $ octets'
		}),
		option('ecn', none, 'Offers congestion notification.', { phrase: 'with ECN' })
	],
	protocols: [6],
	hooks: ['INPUT', 'FORWARD']
});
