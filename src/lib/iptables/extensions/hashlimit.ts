// hashlimit_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_hashlimit.c
import type { Complaint, PrintContext, ReadContext } from '../extension';
import type { OptionUse } from '../ruleset';
import { match, needsOne } from './define';
import { always, evaluation, unknown } from './evaluate';
import { creditsOf } from './hashlimit-credits';
import { normal, settleRate } from './hashlimit-normal';
import {
	above,
	all,
	burst,
	dstmask,
	expire,
	interval,
	name,
	rateMatch,
	srcmask,
	upto
} from './hashlimit-options';
import { rateTest } from './hashlimit-table';
import { octetsOf, printBurst } from './types/hash-rate';
import { addressBits } from './types/prefix-length';

/** A burst in octets is printed with their units. */
function print(options: readonly OptionUse[], context: PrintContext): string {
	const inOctets = options.some(({ value }) => value.kind === 'byteRate');
	return options
		.map((each) => {
			if (inOctets && each.option === burst.name && each.value.kind === 'number')
				return ` --${burst.name} ${printBurst(each.value.value)}`;
			return ` ${all.find((declared) => declared.name === each.option)?.print(each, context) ?? ''}`;
		})
		.join('');
}

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const missing = needsOne(upto.name, above.name)(options);
	if (missing.length > 0) return missing;
	const { value } = settleRate(options);
	const given = burst.in(options)?.value.value;
	if (value.kind === 'rate') {
		if (!Number.isFinite(value.count))
			return [
				{
					code: 'rate-too-fast',
					message: 'the rate is too fast',
					help: 'At most 1000000/second.',
					option: upto.name
				}
			];
		if (given !== undefined && given > 1_000_000)
			return [
				{
					code: 'bad-burst',
					message: 'the burst is above 1000000 packets',
					help: 'Use a smaller burst.',
					option: burst.name
				}
			];
		return [];
	}
	const least = octetsOf(value.cost);
	if (given === undefined) return [];
	if (least === 0)
		return [
			{
				code: 'rate-too-slow-for-burst',
				message: 'iptables can’t compute a burst for a rate below 16 octets a second, and fails',
				help: 'Use a rate of 16b/s or more, or leave out the burst.',
				option: burst.name
			}
		];
	if (given >= least) return [];
	return [
		{
			code: 'burst-below-rate',
			message: `the burst is smaller than the rate of one second, ${least} octets`,
			help: 'Use a larger burst.',
			option: burst.name
		}
	];
}

/** hashlimit_mt_check_common: the credits of a burst are less than those of one packet because they
 * overflow 64 bits. This happens with 1/day and the default burst of 5. */
function overflows(options: readonly OptionUse[]): boolean {
	const credits = creditsOf(options);
	return credits !== undefined && credits.all < credits.one;
}

function checkInKernel(options: readonly OptionUse[], context: ReadContext): readonly Complaint[] {
	for (const each of [interval, expire])
		if (each.in(options)?.value.value === 0)
			return [
				{
					code: 'zero-interval',
					message: `--${each.name} can’t be zero`,
					help: 'Use a larger number.',
					option: each.name
				}
			];
	const mostBits = addressBits(context);
	for (const each of [srcmask, dstmask])
		if ((each.in(options)?.value.value ?? 0) > mostBits)
			return [
				{
					code: 'bad-prefix-length',
					message: `an address has ${mostBits} bits`,
					help: 'Use a shorter prefix.',
					option: each.name
				}
			];
	if (overflows(options))
		return [
			{
				code: 'rate-overflow',
				message: 'the burst times the rate’s interval is more than the kernel can count',
				help: `Add --${burst.name} 1, or use a faster rate.`,
				option: upto.name
			}
		];
	const table = name.in(options)?.value.text ?? '';
	if (!table.includes('/') && table !== '.' && table !== '..') return [];
	return [
		{
			code: 'bad-table-name',
			message: 'the table’s name can’t be that of a file',
			help: 'Choose another name.',
			option: name.name
		}
	];
}

export const hashlimit = match({
	name: 'hashlimit',
	summary: 'A rate for each address or port apart.',
	options: all,
	check,
	normal,
	checkInKernel,
	print,
	evaluate: evaluation(
		always(upto.name, (match) =>
			rateMatch.in(match.options)
				? () => unknown('a rate over an interval is not simulated')
				: rateTest(match)
		)
	)
});
