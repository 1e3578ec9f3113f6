// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_eui64.c
import { match } from './define';
import { unknowable } from './evaluate';

export const eui64 = match({
	name: 'eui64',
	families: ['ipv6'],
	summary: 'The source address is made from the sender’s MAC address.',
	options: [],
	listing: { pattern: /^eui64/, words: () => [] },
	// It has no print function: iptables-legacy writes its name, iptables-nft nothing.
	unlisted: ['nft'],
	hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
	explain: () => 'whose source is made from its MAC address',
	evaluate: unknowable('the MAC address of the sender is not given')
});
