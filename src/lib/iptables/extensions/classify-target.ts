import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { option } from './define';
import { sideTarget } from './side-target';
import { bad, good } from './types/result';

const hex4 = (value: number) => value.toString(16).padStart(4, '0');

/** `major:minor` in hexadecimal, kept as one number; what is too large is cut. */
const trafficClass: OptionType<ValueOf<'number'>> = {
	argument: 'major:minor',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const [, majorSign, major, minorSign, minor] =
			/^\s*([+-]?)(?:0x)?([0-9a-f]+):\s*([+-]?)(?:0x)?([0-9a-f]+)/i.exec(text) ?? [];
		if (major === undefined || minor === undefined)
			return bad('bad-class', `“${text}” is not a traffic class`, 'Write it as 1:10.');
		const number = (sign: string | undefined, digits: string) =>
			(sign === '-' ? -parseInt(digits, 16) : parseInt(digits, 16)) & 0xffff;
		const value = ((number(majorSign, major) << 16) | number(minorSign, minor)) >>> 0;
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
	hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING']
});
