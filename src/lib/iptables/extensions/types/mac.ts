import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** XTTYPE_ETHERMAC: six octets in hexadecimal of one or two digits. */
export const macAddress: OptionType<ValueOf<'text'>> = {
	argument: 'aa:bb:cc:dd:ee:ff',
	words: 1,
	is: (value) => value.kind === 'text',
	read(text) {
		if (!/^[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}$/i.test(text))
			return bad('bad-mac', `“${text}” is not a MAC address`, 'Write it as aa:bb:cc:dd:ee:ff.');
		const octets = text.split(':').map((octet) => octet.toLowerCase().padStart(2, '0'));
		return good({ kind: 'text', text: octets.join(':') });
	},
	print: ({ text }) => text,
	say: ({ text }) => text
};
