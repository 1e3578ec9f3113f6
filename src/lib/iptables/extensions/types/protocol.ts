import { readNumber } from '../../number';
import { protocolName, protocolNames, protocolNumber } from '../../../net';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** XTTYPE_PROTOCOL, with 0 refused: number or name, printed as a number. */
export const protocol: OptionType<ValueOf<'number'>> = {
	argument: 'protocol',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const number = readNumber(text, 0, 255);
		const value = number >= 0 ? number : (protocolNumber(text) ?? -1);
		if (value < 0)
			return bad('bad-protocol', `“${text}” is not a protocol`, 'Write its number, 1 to 255.');
		if (value === 0)
			return bad(
				'protocol-zero',
				'no connection has protocol 0',
				'Write a protocol from 1 to 255.'
			);
		return good({ kind: 'number', value });
	},
	print: ({ value }) => `${value}`,
	say: ({ value }) => protocolName(value) ?? `${value}`,
	suggestions: protocolNames()
};
