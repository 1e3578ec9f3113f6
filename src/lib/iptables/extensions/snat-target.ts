// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_NAT.c
import { option, target } from './define';
import { translationForm } from './listing';
import { persistent, random, randomFully } from './translation-options';
import { translation } from './types/translation';

const to = option('to-source', translation(false), 'Address and ports to use as the source.', {
	mandatory: true,
	phrase: 'to $'
});

export const SNAT = target({
	name: 'SNAT',
	summary: 'Translates the source of the connection.',
	options: [to, random, randomFully, persistent],
	listing: translationForm('to:', '--to-source'),
	tables: ['nat'],
	hooks: ['INPUT', 'POSTROUTING'],
	effect: (options) => ({ kind: 'translate', as: 'SNAT', options })
});
