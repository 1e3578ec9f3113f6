// An alias of conntrack since iptables 1.4.13; the kernel is asked for xt_conntrack.
import { stateTest } from './connection';
import { connectionStates } from './conntrack';
import { match, option } from './define';
import { evaluation, given } from './evaluate';
import { signed } from './listing';
import { choices } from './types/choice';

const states = option(
	'state',
	choices(connectionStates, { argument: 'state[,...]', abbreviations: true }),
	'State of the packet’s connection.',
	{ invertible: true, mandatory: true, phrase: 'in connection state $' }
);

export const state = match({
	name: 'state',
	summary: 'State of the packet’s connection; the old name of conntrack --ctstate.',
	options: [states],
	listing: {
		pattern: /^(! )?state (\S+)/,
		words: ([sign, list = '']) => signed(sign, '--state', list)
	},
	evaluate: evaluation(given(states, ({ words }, inverted) => stateTest(words, inverted)))
});
