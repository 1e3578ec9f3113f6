import { readNumber } from '../number';
import type { Complaint, OptionType, PrintContext } from '../extension';
import type { OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { match, option } from './define';
import { unknowable } from './evaluate';
import { none } from './types/none';
import { bitRate } from './types/bit-rate';
import { bad, good } from './types/result';
import { bare, text } from './types/text';

const unset = -1;
/** Packets per second; left out it stands for nothing to compare with. */
const packetRate: OptionType<ValueOf<'number'>> = {
	argument: '[pps]',
	words: 1,
	optional: true,
	is: (value) => value.kind === 'number',
	read(given) {
		if (given === '') return good({ kind: 'number', value: unset });
		const value = readNumber(given, 0, 0xffff_ffff);
		return value < 0
			? bad('bad-rate', `“${given}” is not a number of packets`, 'Write a whole number.')
			: good({ kind: 'number', value });
	},
	print: ({ value }) => (value === unset ? '' : `${value}`),
	say: ({ value }) => `${value}`
};
const optionalBits: OptionType<ValueOf<'number'>> = {
	...bitRate,
	argument: '[rate]',
	optional: true,
	read: (given, context) =>
		given === '' ? good({ kind: 'number', value: unset }) : bitRate.read(given, context),
	print: (value, context) => (value.value === unset ? '' : bitRate.print(value, context))
};

const name = text({ argument: 'name', cut: 15, print: bare });
const delta = option('rateest-delta', none, 'Compares with the difference to a rate.', {
	phrase: 'by difference'
});
const first = option('rateest1', name, 'Estimator that is compared.', {
	aliases: ['rateest'],
	phrase: 'when estimator $'
});
const second = option('rateest2', name, 'Estimator that it is compared with.', {
	phrase: 'compared with estimator $'
});
const bits1 = option('rateest-bps1', optionalBits, 'Bits per second.', {
	aliases: ['rateest-bps'],
	phrase: 'bit rate $'
});
const packets1 = option('rateest-pps1', packetRate, 'Packets per second.', {
	aliases: ['rateest-pps'],
	phrase: 'packet rate $'
});
const bits2 = option('rateest-bps2', optionalBits, 'Bits per second to compare with.', {
	phrase: 'bit rate $'
});
const packets2 = option('rateest-pps2', packetRate, 'Packets per second to compare with.', {
	phrase: 'packet rate $'
});
const compare = (operation: string, phrase: string) =>
	option(`rateest-${operation}`, none, `Is ${phrase}.`, {
		invertible: true,
		phrase: `is ${phrase}`
	});
const less = compare('lt', 'lower');
const greater = compare('gt', 'higher');
const equal = compare('eq', 'equal');
const comparisons = [less, greater, equal];

/** Left-out rates are zero, which is what is compared and printed where a rate is needed. */
function rate(options: readonly OptionUse[], each: typeof bits1): number {
	const value = each.in(options)?.value.value ?? 0;
	return value === unset ? 0 : value;
}

/** __rateest_save_rate: which rates are shown depends on delta and on whether two are compared. */
function printRates(
	options: readonly OptionUse[],
	context: PrintContext,
	unit: 'bps' | 'pps',
	ours: typeof bits1,
	theirs: typeof bits1
): string {
	const two = second.in(options) !== undefined;
	const differs = delta.in(options) !== undefined;
	const show = (each: typeof bits1) =>
		each.type.print({ kind: 'number', value: rate(options, each) }, context);
	const comparison = comparisons
		.flatMap((each) => options.filter(({ option: given }) => given === each.name))
		.map((given) => `${given.inverted ? ' !' : ''} --${given.option}`)
		.at(-1);
	const before = differs ? ` --rateest-${unit}1 ${show(ours)}` : '';
	const after = differs
		? ` --rateest-${unit}2 ${show(theirs)}`
		: ` --rateest-${unit}${two ? '' : ` ${show(rate(options, theirs) > 0 ? theirs : ours)}`}`;
	return `${before}${comparison ?? ''}${after}`;
}

function print(options: readonly OptionUse[], context: PrintContext): string {
	const two = second.in(options);
	const has = (...each: readonly (typeof bits1)[]) => each.some((one) => one.in(options));
	return [
		delta.in(options) ? ' --rateest-delta' : '',
		` --${two ? 'rateest1' : 'rateest'} ${first.in(options)?.value.text ?? ''}`,
		has(bits1, bits2) ? printRates(options, context, 'bps', bits1, bits2) : '',
		has(packets1, packets2) ? printRates(options, context, 'pps', packets1, packets2) : '',
		two ? ` --rateest2 ${two.value.text}` : ''
	].join('');
}

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const compared = comparisons.filter((each) => each.in(options)).length;
	const rates = [bits1, packets1, bits2, packets2].some((each) => each.in(options));
	if (first.in(options) && compared === 1 && rates) return [];
	return [
		{
			code: 'bad-rateest',
			message: 'rateest needs an estimator, one comparison and a rate',
			help: 'Write --rateest NAME --rateest-lt --rateest-bps 8kbit.'
		}
	];
}

export const rateest = match({
	name: 'rateest',
	summary: 'Rate that a RATEEST target has measured.',
	options: [delta, first, bits1, packets1, less, greater, equal, bits2, packets2, second],
	check,
	print,
	evaluate: unknowable('rates over time are not measured here')
});
