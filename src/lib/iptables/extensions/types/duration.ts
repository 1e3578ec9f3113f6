import { scaledInt } from '../../double';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const units: ReadonlyMap<string, number> = new Map([
	['', 1],
	['us', 1],
	['usec', 1],
	['usecs', 1],
	['ms', 1000],
	['msec', 1000],
	['msecs', 1000],
	['s', 1_000_000],
	['sec', 1_000_000],
	['secs', 1_000_000]
]);

/** A time with a unit (`250ms`), kept as microseconds in 32 bits.
 * RATEEST_get_time, https://git.netfilter.org/iptables/tree/extensions/libxt_RATEEST.c */
export const duration: OptionType<ValueOf<'number'>> = {
	argument: 'time',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const value = scaledInt(text, units);
		return value === undefined
			? bad('bad-duration', `“${text}” is not a time`, 'Write it as 250ms or 1s.')
			: good({ kind: 'number', value });
	},
	print({ value }) {
		if (value >= 1_000_000) return `${(value / 1_000_000).toFixed(1)}s`;
		return value >= 1000 ? `${(value / 1000).toFixed(1)}ms` : `${value}us`;
	},
	say: (value, context) => duration.print(value, context)
};
