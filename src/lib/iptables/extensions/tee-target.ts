// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_TEE.c
import { option } from './define';
import { sideTarget } from './side-target';
import { host } from './types/address';
import { bare, text } from './types/text';

const gateway = option('gateway', host, 'Host that gets the copy.', {
	mandatory: true,
	phrase: 'to $'
});

export const TEE = sideTarget({
	name: 'TEE',
	summary: 'Sends a copy of the packet to another host; the walk goes on.',
	options: [
		gateway,
		option('oif', text({ argument: 'name', cut: 15, print: bare }), 'Interface to send it by.', {
			phrase: 'by $',
			rewrite: (use) => (use.value.kind === 'text' && use.value.text === '' ? undefined : use)
		})
	],
	checkInKernel(options) {
		const address = gateway.in(options)?.value.address;
		if (address !== 0 && address !== 0n) return [];
		return [
			{
				code: 'zero-gateway',
				message: 'the copy has nowhere to go',
				help: 'Give the address of a host.',
				option: gateway.name
			}
		];
	}
});
