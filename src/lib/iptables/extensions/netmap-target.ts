// Options: https://git.netfilter.org/iptables/tree/extensions/libipt_NETMAP.c
import { ipv4, ipv6, printMasked4, printMasked6 } from '../../net';
import type { OptionType } from '../extension';
import { option, target } from './define';
import { translationForm } from './listing';
import { hostMask, type AddressValue } from './types/address';
import { good } from './types/result';

/** The network without host bits; its mask is always shown. */
const network: OptionType<AddressValue> = {
	...hostMask,
	read(text, context) {
		const result = hostMask.read(text, context);
		if (!result.ok) return result;
		const { value } = result;
		return value.kind === 'address4'
			? good({ ...value, address: (value.address & value.mask) >>> 0 })
			: good({ ...value, address: value.address & value.mask });
	},
	print: (value) =>
		value.kind === 'address4'
			? printMasked4({ address: ipv4(value.address), mask: ipv4(value.mask) })
			: printMasked6({ address: ipv6(value.address), mask: ipv6(value.mask) }),
	say: (value, context) => network.print(value, context)
};

export const NETMAP = target({
	name: 'NETMAP',
	summary: 'Translates a whole network onto another.',
	options: [option('to', network, 'Network to map onto.', { mandatory: true, phrase: 'to $' })],
	listing: translationForm('to:', '--to'),
	tables: ['nat'],
	hooks: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
	effect: (options) => ({ kind: 'translate', as: 'NETMAP', options })
});
