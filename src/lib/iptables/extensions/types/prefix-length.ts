import { readNumber } from '../../number';
import { ipv4, maskLength4, maskLength6, parseIpv6 } from '../../../net';
import type { OptionType, ReadContext } from '../../extension';
import type { ValueOf } from '../../values';
import { readNumericHost } from './address';
import { bad, good } from './result';

/** The number of bits in an address of the family. */
export function addressBits({ family }: Pick<ReadContext, 'family'>): number {
	return family === 'ipv4' ? 32 : 128;
}

/** What is kept of a non-contiguous mask, given as words of 32 bits. */
type Holes = (words: readonly number[]) => number;

function lengthOf(text: string, context: ReadContext, holes: Holes): number | undefined {
	const length = readNumber(text, 0, addressBits(context));
	if (length >= 0) return length;
	if (context.family === 'ipv4') {
		const mask = readNumericHost(text);
		if (mask === undefined) return undefined;
		return maskLength4(ipv4(mask)) ?? holes([mask]);
	}
	const mask = parseIpv6(text);
	if (mask === undefined) return undefined;
	const words = [96n, 64n, 32n, 0n].map((shift) => Number((mask >> shift) & 0xffff_ffffn));
	return maskLength6(mask) ?? holes(words);
}

function lengthType(holes: Holes): OptionType<ValueOf<'number'>> {
	return {
		argument: 'prefixlen',
		words: 1,
		is: (value) => value.kind === 'number',
		read(text, context) {
			const value = lengthOf(text, context, holes);
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

/** XTTYPE_PLEN: a prefix length, or the mask in full; 255 stands for a non-contiguous one. */
export const prefixLength = lengthType(() => 255);

/** XTTYPE_PLENMASK, printed as the number of bits before the first gap of each 32. */
export const leadingBits = lengthType((words) =>
	words.reduce((bits, word) => bits + Math.clz32(~word), 0)
);

/** XTTYPE_PLENMASK, printed by xtables_ipmask_to_cidr: -1 for a non-contiguous mask. */
export const prefixOrNone = lengthType(() => -1);
