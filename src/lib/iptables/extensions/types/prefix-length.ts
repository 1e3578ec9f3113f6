import { readNumber } from '../../number';
import { ipv4, maskLength4, maskLength6, parseIpv6 } from '../../../net';
import type { OptionType, ReadContext } from '../../extension';
import type { ValueOf } from '../../values';
import { readClassful } from './address';
import { bad, good } from './result';

/** How many bits an address of the family has. */
export function addressBits({ family }: Pick<ReadContext, 'family'>): number {
	return family === 'ipv4' ? 32 : 128;
}

/** A mask with holes, as libxtables tells it. */
const noPrefix = 255;

function lengthOf(text: string, context: ReadContext, leading: boolean): number | undefined {
	const length = readNumber(text, 0, addressBits(context));
	if (length >= 0) return length;
	if (context.family === 'ipv4') {
		const mask = readClassful(text);
		if (mask === undefined) return undefined;
		return leading ? Math.clz32(~mask) : (maskLength4(ipv4(mask)) ?? noPrefix);
	}
	const mask = parseIpv6(text);
	return mask === undefined ? undefined : maskLength6(mask);
}

function lengthType(leading: boolean): OptionType<ValueOf<'number'>> {
	return {
		argument: 'prefixlen',
		words: 1,
		is: (value) => value.kind === 'number',
		read(text, context) {
			const value = lengthOf(text, context, leading);
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
}

/** XTTYPE_PLEN: length of a prefix, or the mask in full; 255 stands for one with holes. */
export const prefixLength = lengthType(false);

/** XTTYPE_PLENMASK, printed as the number of bits before the first hole. */
export const leadingBits = lengthType(true);
