import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const one = 0x8000_0000;

/** A fraction from 0 to 1, which the kernel keeps in units of 2^-31. */
export const probability: OptionType<ValueOf<'number'>> = {
	argument: 'p',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
		return number >= 0 && number <= 1
			? good({ kind: 'number', value: Math.round(number * one) })
			: bad('bad-probability', `“${text}” is not from 0 to 1`, 'Write it as 0.5.');
	},
	print: ({ value }) => (value / one).toFixed(11),
	say: ({ value }) => `${Number((value / one).toPrecision(6))}`
};
