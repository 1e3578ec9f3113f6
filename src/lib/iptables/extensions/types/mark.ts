import { leadingNumber, readNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

export const allBits = 0xffff_ffff;

/** `0x1f`, as %x prints. */
export function hex(value: number): string {
	return `0x${value.toString(16)}`;
}

/** `value[/mask]`, each as strtoul(3) reads it; -1 for an omitted mask. */
export function readMasked(text: string, max = allBits): ValueOf<'masked'> | undefined {
	const slash = text.indexOf('/');
	if (slash < 0) {
		const value = readNumber(text, 0, max);
		return value < 0 ? undefined : { kind: 'masked', value, mask: max };
	}
	const first = leadingNumber(text);
	if (!first?.rest.startsWith('/') || first.value > max) return undefined;
	const mask = readNumber(first.rest.slice(1), 0, max);
	return mask < 0 ? undefined : { kind: 'masked', value: first.value, mask };
}

export interface MaskedSettings {
	readonly max?: number;
	/** Prints the mask even if it has all bits. */
	readonly always?: boolean;
	readonly argument?: string;
	readonly print?: (value: ValueOf<'masked'>) => string;
}

/** XTTYPE_MARKMASK32: `mark[/mask]`, printed in hexadecimal. */
export function masked({
	max = allBits,
	always = false,
	argument = 'mark[/mask]',
	print = ({ value, mask }) => (mask === max && !always ? hex(value) : `${hex(value)}/${hex(mask)}`)
}: MaskedSettings = {}): OptionType<ValueOf<'masked'>> {
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'masked',
		read(text) {
			const value = readMasked(text, max);
			if (value) return good(value);
			return bad(
				'bad-mark',
				`“${text}” is not value[/mask] with numbers from 0 to ${hex(max)}`,
				'Write it as 0x1 or 0x1/0xff.'
			);
		},
		print,
		say: ({ value, mask }) => (mask === max ? hex(value) : `${hex(value)} under mask ${hex(mask)}`)
	};
}

/** `value[/mask]`, or for the value 0 the one name in iproute2's file as installed. A host may
 * name more. */
export function namedZero(name: string, argument: string): OptionType<ValueOf<'masked'>> {
	const numbers = masked({ argument });
	return {
		...numbers,
		read: (text, context) => numbers.read(text === name ? '0' : text, context),
		print: (value, context) =>
			value.value === 0 && value.mask === allBits ? name : numbers.print(value, context),
		suggestions: [name]
	};
}

/** A 32-bit number printed in hexadecimal. */
export const bits32: OptionType<ValueOf<'number'>> = {
	argument: 'bits',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const value = readNumber(text, 0, allBits);
		return value < 0
			? bad('bad-number', `“${text}” is not a number of 32 bits`, 'Write it as 0xff.')
			: good({ kind: 'number', value });
	},
	print: ({ value }) => hex(value),
	say: ({ value }) => hex(value)
};
