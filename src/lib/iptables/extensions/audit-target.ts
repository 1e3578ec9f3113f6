// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_AUDIT.c
import { option } from './define';
import { sideTarget } from './side-target';
import { choice } from './types/choice';

export const AUDIT = sideTarget({
	name: 'AUDIT',
	summary: 'Records the packet in the audit log; the walk goes on.',
	options: [
		option(
			'type',
			choice(['accept', 'drop', 'reject'], { argument: 'accept|drop|reject' }),
			'What the record says is done with it.',
			{ mandatory: true, phrase: 'of type $' }
		)
	]
});
