// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_ipvs.c
import type { Complaint } from '../extension';
import type { OptionUse } from '../ruleset';
import { match, needsOne, option } from './define';
import { unknowable } from './evaluate';
import { hostMask } from './types/address';
import { choice } from './types/choice';
import { none } from './types/none';
import { resolvedPort } from './types/port';
import { protocol } from './types/protocol';

const invertible = { invertible: true } as const;

const belongs = option('ipvs', none, 'Belongs to IPVS.', { ...invertible, phrase: 'of IPVS' });

/** Any of the other options already implies that it belongs to IPVS. */
function check(options: readonly OptionUse[]): readonly Complaint[] {
	if (options.length < 2 || !belongs.in(options)?.inverted) return needsOne()(options);
	return [
		{
			code: 'not-ipvs',
			message: '“! --ipvs” can’t stand beside other options',
			help: 'Leave it out, or leave out the others.',
			option: belongs.name
		}
	];
}

export const ipvs = match({
	name: 'ipvs',
	summary: 'Connections of the IP virtual server.',
	options: [
		belongs,
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
	check,
	normal: (options) =>
		options.length > 1 ? options.filter((each) => each.option !== belongs.name) : options,
	evaluate: unknowable('IPVS is not simulated')
});
