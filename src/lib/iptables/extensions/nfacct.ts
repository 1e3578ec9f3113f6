// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_nfacct.c
import { match, option } from './define';
import { evaluation } from './evaluate';
import { quoted, text } from './types/text';

const name = option(
	'nfacct-name',
	// iptables prints two spaces before the name.
	text({ argument: 'name', low: 1, cut: 31, print: (name) => ` ${quoted(name)}` }),
	'Counter object to add to; matches every packet.',
	{ mandatory: true, phrase: 'counted in $' }
);

export const nfacct = match({
	name: 'nfacct',
	summary: 'Counts into an object that nfacct made.',
	options: [name],
	checkInKernel: () => [
		{
			code: 'unknown-object',
			message: 'the accounting object must exist before the rule is loaded',
			help: 'Make it with nfacct add; what exists on a host is not known here.',
			option: name.name
		}
	],
	evaluate: evaluation()
});
