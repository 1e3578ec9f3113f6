// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_CLASSIFY.c
import { unsignedInt } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { option } from './define';
import { sideTarget } from './side-target';
import { bad, good } from './types/result';

const hex4 = (value: number) => value.toString(16).padStart(4, '0');

/** `major:minor` in hexadecimal, kept as one number; a value that is too large is truncated. */
const trafficClass: OptionType<ValueOf<'number'>> = {
	argument: 'major:minor',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const major = unsignedInt(text, 16);
		const tail = major.rest.startsWith(':') ? major.rest.slice(1) : '';
		const minor = unsignedInt(tail, 16);
		if (major.rest === text || minor.rest === tail)
			return bad('bad-class', `“${text}” is not a traffic class`, 'Write it as 1:10.');
		const value = ((major.value << 16) | (minor.value & 0xffff)) >>> 0;
		return good({ kind: 'number', value });
	},
	print: ({ value }) => `${hex4(value >>> 16)}:${hex4(value & 0xffff)}`,
	say: ({ value }) => `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`
};

export const CLASSIFY = sideTarget({
	name: 'CLASSIFY',
	summary: 'Sets the traffic class of the packet; the walk goes on.',
	options: [
		option('set-class', trafficClass, 'Class of traffic control.', {
			mandatory: true,
			phrase: 'as class $'
		})
	],
	listing: {
		pattern: /^CLASSIFY set (\S+)$/,
		words: ([value = '']) => ['--set-class', value]
	},
	hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING']
});
