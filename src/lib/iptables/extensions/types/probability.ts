import { leadingDouble } from '../../double';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const one = 0x8000_0000;

/** A fraction from 0 to 1, as strtod(3) reads it, which the kernel keeps in units of 2^-31. NaN,
 * which is neither below nor above, is accepted and kept as zero. */
export const probability: OptionType<ValueOf<'number'>> = {
	argument: 'p',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const found = leadingDouble(text);
		return found?.rest === '' && !(found.value < 0 || found.value > 1)
			? good({ kind: 'number', value: Math.round((found.value || 0) * one) })
			: bad('bad-probability', `“${text}” is not from 0 to 1`, 'Write it as 0.5.');
	},
	print: ({ value }) => (value / one).toFixed(11),
	say: ({ value }) => `${Number((value / one).toPrecision(6))}`
};
