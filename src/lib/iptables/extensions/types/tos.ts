/** Type of service with a mask; names imply the mask 0x3f, the lower six bits. */
import { readNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { readMasked } from './mark';
import { bad, good } from './result';

const names = {
	'minimize-delay': 0x10,
	'maximize-throughput': 0x08,
	'maximize-reliability': 0x04,
	'minimize-cost': 0x02,
	'normal-service': 0x00
} as const;
const nameMask = 0x3f;

/** `0x0f`: two digits. */
function hex2(value: number): string {
	return `0x${value.toString(16).padStart(2, '0')}`;
}

const isName = (text: string): text is keyof typeof names => text in names;

export const tosMask: OptionType<ValueOf<'masked'>> = {
	argument: 'value[/mask]|name',
	words: 1,
	is: (value) => value.kind === 'masked',
	read(text) {
		const value = readMasked(text, 0xff);
		if (value) return good(value);
		const name = text.toLowerCase();
		if (isName(name)) return good({ kind: 'masked', value: names[name], mask: nameMask });
		return bad(
			'bad-tos',
			`“${text}” is not a type of service`,
			`Write a number from 0 to 0xff, with or without a mask, or one of ${suggestions.join(', ')}.`
		);
	},
	print: ({ value, mask }) => `${hex2(value)}/${hex2(mask)}`,
	say: ({ value, mask }) =>
		mask === 0xff ? hex2(value) : `${hex2(value)} under mask ${hex2(mask)}`,
	suggestions: [
		'Minimize-Delay',
		'Maximize-Throughput',
		'Maximize-Reliability',
		'Minimize-Cost',
		'Normal-Service'
	]
};
const suggestions = tosMask.suggestions ?? [];

const classes = new Map<string, number>([
	['CS0', 0x00],
	['CS1', 0x08],
	['CS2', 0x10],
	['CS3', 0x18],
	['CS4', 0x20],
	['CS5', 0x28],
	['CS6', 0x30],
	['CS7', 0x38],
	['BE', 0x00],
	['AF11', 0x0a],
	['AF12', 0x0c],
	['AF13', 0x0e],
	['AF21', 0x12],
	['AF22', 0x14],
	['AF23', 0x16],
	['AF31', 0x1a],
	['AF32', 0x1c],
	['AF33', 0x1e],
	['AF41', 0x22],
	['AF42', 0x24],
	['AF43', 0x26],
	['EF', 0x2e]
]);
const isNumber = (value: { readonly kind: string }): value is ValueOf<'number'> =>
	value.kind === 'number';
const sayDscp = (value: number) => {
	const name = [...classes].find(([, number]) => number === value)?.[0];
	return name === undefined ? hex2(value) : `${hex2(value)} (${name})`;
};

/** Six bits, printed in hexadecimal. */
export const dscp: OptionType<ValueOf<'number'>> = {
	argument: 'value',
	words: 1,
	is: isNumber,
	read(text) {
		const value = readNumber(text, 0, 0x3f);
		return value < 0
			? bad('bad-dscp', `“${text}” is not a DSCP from 0 to 0x3f`, 'Write it as 0x2e.')
			: good({ kind: 'number', value });
	},
	print: ({ value }) => hex2(value),
	say: ({ value }) => sayDscp(value)
};

/** A DiffServ class; text after the name is ignored, as in class_to_dscp(). */
export const dscpClass: OptionType<ValueOf<'number'>> = {
	...dscp,
	argument: 'class',
	read(text) {
		const wanted = text.toUpperCase();
		for (const [name, value] of classes)
			if (wanted.startsWith(name)) return good({ kind: 'number', value });
		return bad(
			'bad-dscp-class',
			`“${text}” is not a DiffServ class`,
			`Write one of ${[...classes.keys()].join(', ')}.`
		);
	},
	suggestions: [...classes.keys()]
};
