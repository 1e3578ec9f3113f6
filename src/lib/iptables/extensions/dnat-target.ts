// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_NAT.c
import { option, target } from './define';
import { translationForm } from './listing';
import { persistent, random } from './translation-options';
import { translation } from './types/translation';

const to = option('to-destination', translation(true), 'Address and ports to send it to.', {
	mandatory: true,
	phrase: 'to $'
});

export const DNAT = target({
	name: 'DNAT',
	summary: 'Translates the destination of the connection.',
	options: [to, random, persistent],
	listing: translationForm('to:', '--to-destination'),
	tables: ['nat'],
	hooks: ['PREROUTING', 'OUTPUT'],
	effect: (options) => ({ kind: 'translate', as: 'DNAT', options })
});
