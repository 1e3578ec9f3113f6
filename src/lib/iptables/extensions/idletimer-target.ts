// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_IDLETIMER.c
import { option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';
import { bare, text } from './types/text';
import { whole } from './types/whole';

/** idletimer_tg_checkentry: its milliseconds must fit an int. */
const longest = Math.floor(0x7fff_ffff / 1000);

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
	summary: 'Restarts a timer that reports when traffic has stopped.',
	options: [
		timeout,
		label,
		option('alarm', none, 'Also wakes the host.', { phrase: 'with alarm' })
	],
	checkInKernel(options) {
		const seconds = timeout.in(options)?.value.value ?? 0;
		const name = label.in(options)?.value.text ?? '';
		if (seconds > 0 && seconds < longest && name !== '' && !name.includes('/')) return [];
		return [
			{
				code: 'bad-timer',
				message: `a timer needs a name without a slash, and a time from 1 to ${longest - 1} seconds`,
				help: 'Give both.'
			}
		];
	}
});
