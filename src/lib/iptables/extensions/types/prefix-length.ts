import { maskLength6, parseIpv6 } from '../../../net';
import type { OptionType, ReadContext } from '../../extension';
import type { ValueOf } from '../../values';
import { readClassful } from './address';
import { bad, good } from './result';
import { readNumber } from './whole';

/** How many bits an address of the family has. */
export function addressBits({ family }: Pick<ReadContext, 'family'>): number {
	return family === 'ipv4' ? 32 : 128;
}

function lengthOf(text: string, context: ReadContext): number | undefined {
	const length = readNumber(text, 0, addressBits(context));
	if (length >= 0) return length;
	if (context.family === 'ipv4') {
		const mask = readClassful(text);
		// Of a mask with holes, the bits before the first.
		return mask === undefined ? undefined : Math.clz32(~mask);
	}
	const mask = parseIpv6(text);
	return mask === undefined ? undefined : maskLength6(mask);
}

/** XTTYPE_PLEN: length of a prefix, or the mask in full. */
export const prefixLength: OptionType<ValueOf<'number'>> = {
	argument: 'prefixlen',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text, context) {
		const value = lengthOf(text, context);
		return value === undefined
			? bad(
					'bad-prefix-length',
					`“${text}” is not the length of a prefix`,
					`Write a number from 0 to ${addressBits(context)}.`
				)
			: good({ kind: 'number', value });
	},
	print: ({ value }) => `${value}`,
	say: ({ value }) => `/${value}`
};
