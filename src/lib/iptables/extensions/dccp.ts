// Reversed port ranges are refused since 1.8.10 or 1.8.11; 1.8.9 accepts them.
// dccp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_dccp.c
import { match, option } from './define';
import {
	always,
	destinationPortIn,
	evaluation,
	given,
	hasHeader,
	sourcePortIn,
	unknown
} from './evaluate';
import { portsForm } from './listing';
import { choices } from './types/choice';
import { anyPortRange, sayPorts } from './types/port';
import { whole } from './types/whole';

const names = [
	'REQUEST',
	'RESPONSE',
	'DATA',
	'ACK',
	'DATAACK',
	'CLOSEREQ',
	'CLOSE',
	'RESET',
	'SYNC',
	'SYNCACK',
	'INVALID'
];
const sport = option('sport', anyPortRange, 'Source port or range of ports.', {
	aliases: ['source-port'],
	invertible: true,
	says: sayPorts('from')
});
const dport = option('dport', anyPortRange, 'Destination port or range of ports.', {
	aliases: ['destination-port'],
	invertible: true,
	says: sayPorts('to')
});
const types = option(
	'dccp-types',
	choices(names, { argument: 'type[,...]', separators: /,+/ }),
	'Type of the DCCP packet.',
	{ invertible: true, phrase: 'of DCCP type $' }
);
const dccpOption = option('dccp-option', whole({ low: 1, high: 255 }), 'A DCCP option is set.', {
	invertible: true,
	phrase: 'with DCCP option $'
});

export const dccp = match({
	name: 'dccp',
	summary: 'Ports, types and options of DCCP.',
	options: [sport, dport, types, dccpOption],
	listing: portsForm('dccp'),
	protocols: [33],
	loadedBy: 33,
	evaluate: evaluation(
		always('', () => hasHeader('DCCP', 12)),
		given(sport, ({ low, high }, inverted) => sourcePortIn(low, high, inverted)),
		given(dport, ({ low, high }, inverted) => destinationPortIn(low, high, inverted)),
		given(types, ({ words }, inverted) => ({ layer4Bytes }) => {
			if (!layer4Bytes) return unknown('the type of the DCCP packet is not given');
			const type = names[((layer4Bytes[8] ?? 0) >> 1) & 0xf] ?? 'INVALID';
			return words.includes(type) !== inverted;
		}),
		given(dccpOption, () => () => unknown('the options of DCCP are not given'))
	)
});
