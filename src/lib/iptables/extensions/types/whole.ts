/** Option types of whole numbers: one, a large one, a range. */
import type { OptionType } from '../../extension';
import type { OptionUse } from '../../ruleset';
import type { ValueOf } from '../../values';
import { leadingBig, readNumber } from '../../number';
import { bad, good } from './result';

export interface WholeSettings {
	readonly low?: number;
	readonly high: number;
	readonly argument?: string;
	/** How iptables-save prints it; decimal by default. */
	readonly print?: (value: number) => string;
}

/** XTTYPE_UINT8 to XTTYPE_UINT32: one number. */
export function whole({
	low = 0,
	high,
	argument = 'number',
	print = String
}: WholeSettings): OptionType<ValueOf<'number'>> {
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'number',
		read(text) {
			const value = readNumber(text, low, high);
			if (value < 0)
				return bad(
					'bad-number',
					`“${text}” is not a number from ${low} to ${high}`,
					`Write a whole number from ${low} to ${high}.`
				);
			return good({ kind: 'number', value });
		},
		print: ({ value }) => print(value),
		say: ({ value }) => print(value)
	};
}

/** XTTYPE_UINT64. */
export function wholeBig(argument = 'number'): OptionType<ValueOf<'big'>> {
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'big',
		read(text) {
			const found = leadingBig(text);
			if (found?.rest !== '')
				return bad(
					'bad-number',
					`“${text}” is not a number of at most 64 bits`,
					'Write a whole number.'
				);
			return good({ kind: 'big', value: found.value });
		},
		print: ({ value }) => value.toString(),
		say: ({ value }) => value.toString()
	};
}

/**
 * XTTYPE_UINT*RC with two parts: `low[:high]`, either of which may be omitted. The second may
 * not be below the first. https://git.netfilter.org/iptables/tree/libxtables/xtoptions.c
 * 1.8.9 also accepts a range that begins above its end.
 */
export function readRange(
	text: string,
	max: bigint
): { readonly low: bigint; readonly high: bigint } | undefined {
	const parts = text.split(':');
	if (parts.length > 2) return undefined;
	let low = 0n;
	const [first = '', second] = parts;
	if (first !== '') {
		const found = leadingBig(first);
		if (found?.rest !== '' || found.value > max) return undefined;
		low = found.value;
	}
	if (second === undefined) return { low, high: low };
	if (second === '') return { low, high: max };
	const found = leadingBig(second);
	if (found?.rest !== '' || found.value > max || found.value < low) return undefined;
	return { low, high: found.value };
}

export function wholeRange(
	max: number,
	argument = 'number[:number]'
): OptionType<ValueOf<'range'>> {
	const print = ({ low, high }: ValueOf<'range'>) => (low === high ? `${low}` : `${low}:${high}`);
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'range',
		read(text) {
			const range = readRange(text, BigInt(max));
			if (!range)
				return bad(
					'bad-range',
					`“${text}” is not a number or a range from 0 to ${max}`,
					'Write one number, or low:high with the lower one first.'
				);
			return good({ kind: 'range', low: Number(range.low), high: Number(range.high) });
		},
		print,
		say: ({ low, high }) => (low === high ? `${low}` : `${low} to ${high}`)
	};
}

/** A rewrite for ranges that the kernel does not store if they cover every number. 1.8.9 does not
 * show them even if they are negated. */
export function unlessAll(max: number): (use: OptionUse) => OptionUse | undefined {
	return (use) => {
		const { value, inverted } = use;
		const every = value.kind === 'range' && value.low === 0 && value.high === max;
		return every && !inverted ? undefined : use;
	};
}
