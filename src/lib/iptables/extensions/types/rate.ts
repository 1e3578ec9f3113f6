/**
 * Rates as -m limit keeps them: the kernel stores a period in units of 0.1 ms, so a rate comes back
 * rounded (7/second is saved as 6666/min...). https://git.netfilter.org/iptables/tree/extensions/libxt_limit.c
 */
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const scale = 10_000;
const units = ['second', 'minute', 'hour', 'day'] as const;
export const unitSeconds = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
const short = { second: 'sec', minute: 'min', hour: 'hour', day: 'day' } as const;

/** Unit of a rate by any prefix of its name. */
export function unitOf(text: string): (typeof units)[number] | undefined {
	const wanted = text.toLowerCase();
	return wanted === '' ? undefined : units.find((unit) => unit.startsWith(wanted));
}

/** As atoi(3): leading digits, truncated to 32 bits. */
function atoi(text: string): number {
	const found = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text);
	return found ? Number(BigInt.asIntN(32, BigInt(found[1] ?? '0'))) : 0;
}

/** The period of one packet, in units of 0.1 ms. */
export function periodOf({ count, unit }: Pick<ValueOf<'rate'>, 'count' | 'unit'>): number {
	return Math.floor((scale * unitSeconds[unit]) / count);
}

/** The rate of a period, in the unit that iptables-save chooses. */
export function rateOf(period: number, ticks = scale): ValueOf<'rate'> {
	let best: (typeof units)[number] = 'day';
	for (const unit of ['hour', 'minute', 'second'] as const) {
		const ticksOfUnit = ticks * unitSeconds[unit];
		if (period > ticksOfUnit || Math.floor(ticksOfUnit / period) < ticksOfUnit % period) break;
		best = unit;
	}
	return { kind: 'rate', count: Math.floor((ticks * unitSeconds[best]) / period), unit: best };
}

export function printRate({ count, unit }: Pick<ValueOf<'rate'>, 'count' | 'unit'>): string {
	return `${count}/${short[unit]}`;
}

/** `--limit rate[/second|/minute|/hour|/day]`. */
export const limitRate: OptionType<ValueOf<'rate'>> = {
	argument: 'rate[/second|/minute|/hour|/day]',
	words: 1,
	is: (value) => value.kind === 'rate',
	read(text) {
		const slash = text.indexOf('/');
		const unit = slash < 0 ? 'second' : unitOf(text.slice(slash + 1));
		const count = atoi(text) >>> 0;
		if (unit === undefined || count === 0)
			return bad(
				'bad-rate',
				`“${text}” is not a rate`,
				'Write a number and a unit: 10/second, 3/minute, 3/hour or 1/day.'
			);
		const period = periodOf({ count, unit });
		if (period === 0)
			return bad('rate-too-fast', `the rate “${text}” is too fast`, 'At most 10000/second.');
		return good(rateOf(period));
	},
	print: printRate,
	say: ({ count, unit }) => `${count} per ${unit}`,
	suggestions: ['1/second', '10/second', '10/minute', '3/hour', '1/day']
};
