// udp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_tcpudp.c
import { match, option } from './define';
import {
	destinationPortIn,
	evaluation,
	given,
	hasHeader,
	isNativeInNft,
	sourcePortIn,
	always
} from './evaluate';
import { portsForm } from './listing';
import { anyPortRange, keptPorts, sayPorts } from './types/port';

const sport = option('sport', anyPortRange, 'Source port or range of ports.', {
	aliases: ['source-port'],
	invertible: true,
	says: sayPorts('from'),
	rewrite: keptPorts
});
const dport = option('dport', anyPortRange, 'Destination port or range of ports.', {
	aliases: ['destination-port'],
	invertible: true,
	says: sayPorts('to'),
	rewrite: keptPorts
});

export const udp = match({
	name: 'udp',
	summary: 'Ports of UDP.',
	options: [sport, dport],
	listing: portsForm('udp'),
	protocols: [17],
	loadedBy: 17,
	evaluate: evaluation(
		always('', (match) => hasHeader('UDP', 8, { native: isNativeInNft(match) })),
		given(sport, ({ low, high }, inverted) => sourcePortIn(low, high, inverted)),
		given(dport, ({ low, high }, inverted) => destinationPortIn(low, high, inverted))
	)
});
