import { option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';
import { bare, text } from './types/text';
import { whole } from './types/whole';

const timeout = option('timeout', whole({ high: 0xffff_ffff }), 'Seconds until it runs out.', {
	mandatory: true,
	phrase: 'of $ seconds'
});
const label = option(
	'label',
	text({ argument: 'name', cut: 27, print: bare }),
	'Name of the timer.',
	{
		mandatory: true,
		phrase: 'named $'
	}
);

export const IDLETIMER = sideTarget({
	name: 'IDLETIMER',
	summary: 'Starts a timer anew that tells when traffic has ceased.',
	options: [
		timeout,
		label,
		option('alarm', none, 'Also wakes the host.', { phrase: 'with alarm' })
	],
	checkInKernel: (options) =>
		timeout.in(options)?.value.value !== 0 && label.in(options)?.value.text !== ''
			? []
			: [
					{
						code: 'bad-timer',
						message: 'a timer needs a name and a time above zero',
						help: 'Give both.'
					}
				]
});
