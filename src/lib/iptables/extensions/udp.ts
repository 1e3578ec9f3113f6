// udp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_tcpudp.c
import type { OptionUse } from '../ruleset';
import { match, option } from './define';
import { destinationPortIn, evaluation, given, hasHeader, sourcePortIn, always } from './evaluate';
import { maxPort, portRange } from './types/port';

/** All ports, not negated: the kernel keeps nothing of it. */
function keepPorts(use: OptionUse): OptionUse | undefined {
	const { value, inverted } = use;
	const every = value.kind === 'range' && value.low === 0 && value.high === maxPort;
	return every && !inverted ? undefined : use;
}

const sport = option('sport', portRange('udp'), 'Source port or range of ports.', {
	aliases: ['source-port'],
	invertible: true,
	phrase: 'from port $',
	rewrite: keepPorts
});
const dport = option('dport', portRange('udp'), 'Destination port or range of ports.', {
	aliases: ['destination-port'],
	invertible: true,
	phrase: 'to port $',
	rewrite: keepPorts
});

export const udp = match({
	name: 'udp',
	summary: 'Ports of UDP.',
	options: [sport, dport],
	protocols: [17],
	loadedBy: 17,
	evaluate: evaluation(
		always('', () => hasHeader('UDP', 8, { native: true })),
		given(sport, ({ low, high }, inverted) => sourcePortIn(low, high, inverted)),
		given(dport, ({ low, high }, inverted) => destinationPortIn(low, high, inverted))
	)
});
