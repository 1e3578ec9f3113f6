// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_RATEEST.c
import type { OptionUse } from '../ruleset';
import { option, use } from './define';
import { sideTarget } from './side-target';
import { duration } from './types/duration';
import { bare, text } from './types/text';

const name = option(
	'rateest-name',
	text({ argument: 'name', cut: 15, print: bare }),
	'Name of the estimator.',
	{
		mandatory: true,
		phrase: 'as $'
	}
);
const interval = option('rateest-interval', duration, 'Time between samples.', {
	mandatory: true,
	phrase: 'every $'
});
const average = option('rateest-ewmalog', duration, 'Time over which the average is taken.', {
	mandatory: true,
	phrase: 'averaged over $'
});

const quarter = 250_000;

/** The kernel's steps: 250 ms times a power of two, and powers of two of that. */
function steps(options: readonly OptionUse[]): { every: number; over: number } | undefined {
	const wanted = interval.in(options)?.value.value ?? 0;
	const averaged = average.in(options)?.value.value ?? 0;
	let power = 0;
	while (power <= 5 && wanted > quarter * 2 ** power) power++;
	let log = 1;
	while (log < 31 && wanted / -Math.log(1 - 1 / 2 ** log) <= averaged) log++;
	// iptables gets the sign of the 31st power wrong, so that nothing ends the search there.
	if (power > 5 || log === 1 || log === 31) return undefined;
	log--;
	const every = quarter * 2 ** power;
	return { every, over: (every * 2 ** log) >>> 0 };
}

export const RATEEST = sideTarget({
	name: 'RATEEST',
	summary: 'Measures the rate of the packets, for the rateest match.',
	options: [name, interval, average],
	check: (options) =>
		!interval.in(options) || !average.in(options) || steps(options)
			? []
			: [
					{
						code: 'bad-estimator',
						message: 'the interval is too long, or the average does not fit it',
						help: 'Use an interval of at most 8 s, and an average of twice that or more.'
					}
				],
	normal(options) {
		const kept = steps(options);
		if (!kept) return options;
		return [
			...options.filter(({ option: each }) => each === name.name),
			use(interval, { kind: 'number', value: kept.every }),
			use(average, { kind: 'number', value: kept.over })
		];
	}
});
