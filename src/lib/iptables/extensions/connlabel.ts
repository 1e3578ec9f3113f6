// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_connlabel.c
import { unsignedInt } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { match, option } from './define';
import { unknowable } from './evaluate';
import { none } from './types/none';
import { bad, good } from './types/result';

/**
 * A number as strtoul(3) reads it into an int, of which 16 bits are kept. Names come from the
 * host's own connlabel.conf.
 */
const label: OptionType<ValueOf<'number'>> = {
	argument: 'bit',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const { value, rest } = unsignedInt(text, 0);
		const bit = value & 0xffff;
		return text === '' || rest !== '' || value > 0x7fff_ffff || bit > 127
			? bad('bad-label', `“${text}” is not a label from 0 to 127`, 'Write the number of the label.')
			: good({ kind: 'number', value: bit });
	},
	print: ({ value }) => `"${value}"`,
	say: ({ value }) => `${value}`
};

export const connlabel = match({
	name: 'connlabel',
	summary: 'Labels of the connection.',
	options: [
		option('label', label, 'Bit of the label, 0 to 127.', {
			invertible: true,
			mandatory: true,
			phrase: 'of a connection with label $'
		}),
		option('set', none, 'Sets the label when it is not set.', { phrase: 'setting it' })
	],
	evaluate: unknowable('labels of connections are not simulated')
});
