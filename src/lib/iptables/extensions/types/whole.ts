/**
 * Whole numbers as libxtables reads them: strtoumax(3) with base 0 (decimal, `0x` hexadecimal,
 * leading `0` octal), white space and `+` allowed before, `-` refused.
 * https://git.netfilter.org/iptables/tree/libxtables/xtables.c, xtables_strtoul_base
 */
import type { OptionType } from '../../extension';
import type { OptionUse } from '../../ruleset';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const pattern = /^[ \t\n\v\f\r]*\+?(?:(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))/;
const decimalPattern = /^[ \t\n\v\f\r]*\+?([0-9]+)/;
const largest = (1n << 64n) - 1n;

/** The number at the start of a text, and what follows it; undefined when there is none. */
export function leadingBig(text: string): { value: bigint; rest: string } | undefined {
	const found = pattern.exec(text);
	if (!found) return undefined;
	const [all, hex, octal, decimal = '0'] = found;
	const digits = hex ?? (octal === undefined ? decimal : octal === '0' ? '0' : `0o${octal}`);
	const value = BigInt(digits);
	return value > largest ? undefined : { value, rest: text.slice(all.length) };
}

/** As `leadingBig`, for numbers below 2^53; larger ones are given as Infinity. */
export function leadingNumber(text: string): { value: number; rest: string } | undefined {
	const found = leadingBig(text);
	if (!found) return undefined;
	const { value, rest } = found;
	return { value: value > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(value), rest };
}

/** As strtoul(3) with base 10: a leading `0` means nothing. */
export function leadingDecimal(text: string): { value: number; rest: string } | undefined {
	const found = decimalPattern.exec(text);
	return found ? { value: Number(found[1]), rest: text.slice(found[0].length) } : undefined;
}

/** The number that a text is, whole, from `low` to `high`; else -1. Never throws. */
export function readNumber(text: string, low: number, high: number): number {
	const length = text.length;
	let value = 0;
	// Plain decimal, which nearly every number in a rule set is, without a regular expression.
	let plain = length > 0 && length < 16 && (length === 1 || text.charCodeAt(0) !== 48);
	for (let i = 0; plain && i < length; i++) {
		const digit = text.charCodeAt(i) - 48;
		if (digit >= 0 && digit <= 9) value = value * 10 + digit;
		else plain = false;
	}
	if (!plain) {
		const found = leadingNumber(text);
		if (found?.rest !== '') return -1;
		value = found.value;
	}
	return value >= low && value <= high ? value : -1;
}

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
 * XTTYPE_UINT*RC with two parts: `low[:high]`, either of which may be left out. The second may
 * not be below the first. https://git.netfilter.org/iptables/tree/libxtables/xtoptions.c
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

/** A rewrite for ranges of which the kernel keeps nothing when they hold every number. */
export function unlessAll(max: number): (use: OptionUse) => OptionUse | undefined {
	return (use) => {
		const { value, inverted } = use;
		const every = value.kind === 'range' && value.low === 0 && value.high === max;
		return every && !inverted ? undefined : use;
	};
}
