// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_NAT.c
import { target } from './define';
import { translationForm } from './listing';
import { random, randomFully, toPorts } from './translation-options';

export const MASQUERADE = target({
	name: 'MASQUERADE',
	summary: 'Translates the source to the address of the outgoing interface.',
	options: [toPorts('from', 'lost'), random, randomFully],
	listing: translationForm('masq ports: ', '--to-ports'),
	tables: ['nat'],
	hooks: ['POSTROUTING'],
	effect: (options) => ({ kind: 'translate', as: 'MASQUERADE', options })
});
