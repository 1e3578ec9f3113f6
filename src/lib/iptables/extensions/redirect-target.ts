// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_NAT.c
import { target } from './define';
import { translationForm } from './listing';
import { random, toPorts } from './translation-options';

export const REDIRECT = target({
	name: 'REDIRECT',
	summary: 'Redirects the connection to the host itself.',
	options: [toPorts('to', 'refused'), random],
	listing: translationForm('redir ports ', '--to-ports'),
	tables: ['nat'],
	hooks: ['PREROUTING', 'OUTPUT'],
	effect: (options) => ({ kind: 'translate', as: 'REDIRECT', options })
});
