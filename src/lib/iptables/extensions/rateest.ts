// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_rateest.c
import { readNumber } from '../number';
import { leftOut, type Complaint, type OptionType, type PrintContext } from '../extension';
import type { OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { match, option } from './define';
import { unknowable } from './evaluate';
import { none } from './types/none';
import { bitRate } from './types/bit-rate';
import { bad, good } from './types/result';
import { bare, text } from './types/text';

const unset = -1;
/** Packets per second; omitted means that there is no rate to compare with. */
const packetRate: OptionType<ValueOf<'number'>> = {
	argument: '[pps]',
	words: 1,
	optional: true,
	is: (value) => value.kind === 'number',
	read(given) {
		if (given === leftOut) return good({ kind: 'number', value: unset });
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
		given === leftOut ? good({ kind: 'number', value: unset }) : bitRate.read(given, context),
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
	phrase: 'bit rate $'
});
const packets1 = option('rateest-pps1', packetRate, 'Packets per second.', {
	phrase: 'packet rate $'
});
const bits2 = option('rateest-bps2', optionalBits, 'Bits per second to compare with.', {
	aliases: ['rateest-bps'],
	phrase: 'bit rate $'
});
const packets2 = option('rateest-pps2', packetRate, 'Packets per second to compare with.', {
	aliases: ['rateest-pps'],
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

/** Omitted rates are zero, which is compared and printed if a rate is needed. */
function rate(options: readonly OptionUse[], each: typeof bits1): number {
	const value = each.in(options)?.value.value ?? 0;
	return value === unset ? 0 : value;
}

/** The comparison that applies, the last if there are several; one `!` negates it. */
function comparison(options: readonly OptionUse[]): OptionUse | undefined {
	const given = options.filter(({ option: name }) =>
		comparisons.some((each) => each.name === name)
	);
	const last = given.at(-1);
	return last && { ...last, inverted: given.some(({ inverted }) => inverted) };
}

/** __rateest_save_rate: the rate to compare with is shown unless two estimators are compared. */
function printRates(
	options: readonly OptionUse[],
	context: PrintContext,
	unit: 'bps' | 'pps',
	ours: typeof bits1,
	theirs: typeof bits1
): string {
	const show = (each: typeof bits1) =>
		each.type.print({ kind: 'number', value: rate(options, each) }, context);
	const compared = comparison(options);
	const sign = compared ? `${compared.inverted ? ' !' : ''} --${compared.option}` : '';
	if (delta.in(options))
		return ` --rateest-${unit}1 ${show(ours)}${sign} --rateest-${unit}2 ${show(theirs)}`;
	return `${sign} --rateest-${unit}${second.in(options) ? '' : ` ${show(theirs)}`}`;
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
	const rates = [bits1, packets1, bits2, packets2].some((each) => each.in(options));
	if (first.in(options) && comparison(options) && rates) return [];
	return [
		{
			code: 'bad-rateest',
			message: 'rateest needs an estimator, one comparison and a rate',
			help: 'Write --rateest NAME --rateest-lt --rateest-bps 8kbit.'
		}
	];
}

const words = new Map([
	[less.name, 'below'],
	[greater.name, 'above'],
	[equal.name, 'equal to']
]);

/** "while the rate of estimator “a” is below 8kbit". */
function explain(options: readonly OptionUse[], context: PrintContext): string {
	const compared = comparison(options);
	const is = `is ${compared?.inverted ? 'not ' : ''}${words.get(compared?.option ?? '') ?? ''}`;
	const two = second.in(options)?.value.text;
	const units = [
		{ ours: bits1, theirs: bits2, of: 'rate', unit: '' },
		{ ours: packets1, theirs: packets2, of: 'packet rate', unit: ' packets per second' }
	].filter(({ ours, theirs }) => ours.in(options) ?? theirs.in(options));
	const show = (each: typeof bits1) =>
		each.type.say({ kind: 'number', value: rate(options, each) }, context);
	return units
		.map(({ ours, theirs, of, unit }) => {
			const less1 = delta.in(options) ? `${show(ours)}${unit} less the ` : 'the ';
			const less2 = delta.in(options) ? `${show(theirs)}${unit} less ` : '';
			const other = two === undefined ? `${show(theirs)}${unit}` : `${less2}that of “${two}”`;
			return `while ${less1}${of} of estimator “${first.in(options)?.value.text ?? ''}” ${is} ${other}`;
		})
		.join(', ');
}

export const rateest = match({
	name: 'rateest',
	summary: 'Rate that a RATEEST target has measured.',
	options: [delta, first, bits1, packets1, less, greater, equal, bits2, packets2, second],
	check,
	ordered: true,
	print,
	explain,
	evaluate: unknowable('rates over time are not measured here')
});
