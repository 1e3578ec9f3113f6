// helper_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_helper.c
import { match, option } from './define';
import { evaluation, given, unknown } from './evaluate';
import { quoted, text } from './types/text';

const name = option(
	'helper',
	text({ argument: 'string', cut: 29, print: (value) => quoted(value) }),
	'Connection that this conntrack helper expected; empty: any.',
	{ invertible: true, mandatory: true, phrase: 'of a connection expected by helper $' }
);

export const helper = match({
	name: 'helper',
	summary: 'Connections that a conntrack helper expected.',
	options: [name],
	evaluate: evaluation(
		given(name, ({ text: wanted }, inverted) => ({ connection }) => {
			if (!connection) return unknown('what conntrack knows of the packet is left open');
			const { expectedBy } = connection;
			if (expectedBy === null) return inverted;
			return (wanted === '' || wanted.startsWith(expectedBy)) !== inverted;
		})
	)
});
