import { match, needsOne, option } from './define';
import { unknowable } from './evaluate';
import { hostMask } from './types/address';
import { choice } from './types/choice';
import { none } from './types/none';
import { resolvedPort } from './types/port';
import { protocol } from './types/protocol';

const invertible = { invertible: true } as const;

export const ipvs = match({
	name: 'ipvs',
	summary: 'Connections of the IP virtual server.',
	options: [
		option('ipvs', none, 'Belongs to IPVS.', { ...invertible, phrase: 'of IPVS' }),
		option('vproto', protocol, 'Protocol of the virtual service.', invertible),
		option('vaddr', hostMask, 'Address of the virtual service.', invertible),
		option('vport', resolvedPort, 'Port of the virtual service.', invertible),
		option(
			'vdir',
			choice(['ORIGINAL', 'REPLY'], { argument: 'ORIGINAL|REPLY' }),
			'Direction of the packet.'
		),
		option(
			'vmethod',
			choice(['GATE', 'IPIP', 'MASQ'], { argument: 'GATE|IPIP|MASQ' }),
			'How the packet is forwarded.',
			invertible
		),
		option('vportctl', resolvedPort, 'Port of the controlling connection.', invertible)
	],
	check: needsOne(),
	evaluate: unknowable('IPVS is not simulated')
});
