// Linux 3.17 removed it: https://git.kernel.org/linus/7200135bc1e61f1437dc326ae2ef2f310c50b4eb
import { option } from './define';
import { sideTarget } from './side-target';
import { text } from './types/text';
import { whole } from './types/whole';

export const ULOG = sideTarget({
	name: 'ULOG',
	families: ['ipv4'],
	summary: 'Logged over netlink, before NFLOG.',
	options: [
		option(
			'ulog-prefix',
			text({ argument: 'prefix', low: 1, cut: 31 }),
			'Text before each message.',
			{
				phrase: 'with prefix $'
			}
		),
		option('ulog-nlgroup', whole({ low: 1, high: 32 }), 'Netlink group.', { phrase: 'to group $' }),
		option('ulog-cprange', whole({ high: 0xffff_ffff }), 'Octets to hand over.', {
			phrase: 'the first $ octets'
		}),
		option('ulog-qthreshold', whole({ low: 1, high: 50 }), 'Packets handed over at once.', {
			phrase: '$ at a time'
		})
	],
	checkInKernel: () => [
		{
			code: 'removed-target',
			message: 'the kernel has no ULOG any more, since Linux 3.17',
			help: 'Use NFLOG.'
		}
	]
});
