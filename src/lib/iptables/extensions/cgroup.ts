// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_cgroup.c
import { match, needsOne, option } from './define';
import { unknowable } from './evaluate';
import { text } from './types/text';
import { whole } from './types/whole';

export const cgroup = match({
	name: 'cgroup',
	summary: 'Control group of the local socket.',
	options: [
		option('path', text({ argument: 'path', cut: 511 }), 'Group by its path.', {
			invertible: true,
			excludes: ['cgroup'],
			phrase: 'of control group $'
		}),
		option('cgroup', whole({ high: 0xffff_ffff }), 'Group by its net_cls number.', {
			invertible: true,
			excludes: ['path'],
			phrase: 'of control group number $'
		})
	],
	hooks: ['INPUT', 'OUTPUT', 'POSTROUTING'],
	check: needsOne(),
	evaluate: unknowable('the control groups of the host are not given')
});
