// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_LED.c
import { readNumber } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { option } from './define';
import { sideTarget } from './side-target';
import { none } from './types/none';
import { bad, good } from './types/result';
import { text } from './types/text';

const forever = -1;
/** Printed as a signed number; `inf` is -1. */
const delay: OptionType<ValueOf<'number'>> = {
	argument: 'ms|inf',
	words: 1,
	is: (value) => value.kind === 'number',
	read(given) {
		if (given.toLowerCase().startsWith('inf')) return good({ kind: 'number', value: forever });
		const value = readNumber(given, 0, 0xffff_ffff);
		return value < 0
			? bad('bad-delay', `“${given}” is not a number of milliseconds`, 'Write a number, or inf.')
			: good({ kind: 'number', value: value | 0 });
	},
	print: ({ value }) => `${value}`,
	say: ({ value }) => (value === forever ? 'for ever' : `${value >>> 0} ms`)
};
const trigger = text({
	argument: 'name',
	high: 16,
	print: (name) => `"${name.replace(/["\\]/g, '\\$&')}"`
});

export const LED = sideTarget({
	name: 'LED',
	summary: 'Makes an LED of the host blink.',
	options: [
		option('led-trigger-id', trigger, 'Name of the trigger.', {
			mandatory: true,
			phrase: 'by trigger $'
		}),
		option('led-delay', delay, 'How long it stays lit.', {
			phrase: 'staying on $',
			rewrite: (use) => (use.value.kind === 'number' && use.value.value === 0 ? undefined : use)
		}),
		option('led-always-blink', none, 'Blinks again at each packet.', {
			phrase: 'blinking at each packet'
		})
	]
});
