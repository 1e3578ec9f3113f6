// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_devgroup.c
import { match, needsOne, option } from './define';
import { unknowable } from './evaluate';
import { namedZero } from './types/mark';

const group = namedZero('default', 'group[/mask]');
const source = option('src-group', group, 'Group of the incoming interface.', {
	invertible: true,
	phrase: 'from interface group $'
});
const destination = option('dst-group', group, 'Group of the outgoing interface.', {
	invertible: true,
	phrase: 'to interface group $'
});

export const devgroup = match({
	name: 'devgroup',
	summary: 'Group of the interface, as ip link sets it.',
	options: [source, destination],
	check: needsOne(),
	checkInKernel(options, { hooks }) {
		const wrong =
			(source.in(options) && (hooks.has('OUTPUT') || hooks.has('POSTROUTING'))) ||
			(destination.in(options) && (hooks.has('PREROUTING') || hooks.has('INPUT')));
		if (!wrong) return [];
		return [
			{
				code: 'no-such-interface',
				message: 'packets of this chain have no interface on that side',
				help: 'Use --src-group where packets come in, --dst-group where they leave.'
			}
		];
	},
	evaluate: unknowable('the groups of the interfaces are not given')
});
