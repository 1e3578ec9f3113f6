// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_SECMARK.c
import { option } from './define';
import { sideTarget } from './side-target';
import { bare, text } from './types/text';

export const SECMARK = sideTarget({
	name: 'SECMARK',
	summary: 'Sets the security mark of the packet, for SELinux.',
	options: [
		option('selctx', text({ argument: 'context', cut: 255, print: bare }), 'SELinux context.', {
			mandatory: true,
			phrase: 'as $'
		})
	],
	tables: ['mangle', 'security']
});
