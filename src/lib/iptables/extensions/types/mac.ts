import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { unsignedInt } from '../../number';
import { bad, good } from './result';

/** XTTYPE_ETHERMAC: six numbers of at most two characters, which strtoul(3) reads as hexadecimal: a
 * missing one is 0, and `-1` is ff. */
export const macAddress: OptionType<ValueOf<'text'>> = {
	argument: 'aa:bb:cc:dd:ee:ff',
	words: 1,
	is: (value) => value.kind === 'text',
	read(text) {
		const parts = text.split(':');
		const numbers = parts.map((part) => unsignedInt(part, 16));
		const long = parts.some((part) => part.length > 2);
		if (parts.length !== 6 || long || numbers.some(({ rest }) => rest !== ''))
			return bad('bad-mac', `“${text}” is not a MAC address`, 'Write it as aa:bb:cc:dd:ee:ff.');
		const octets = numbers.map(({ value }) => (value & 0xff).toString(16).padStart(2, '0'));
		return good({ kind: 'text', text: octets.join(':') });
	},
	print: ({ text }) => text,
	say: ({ text }) => text
};
