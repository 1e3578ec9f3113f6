/**
 * Rates of hashlimit: packets per second, minute, hour or day, kept as a period in microseconds; or
 * octets per second (`4kb/s`), kept as the cost of 16 octets.
 * https://git.netfilter.org/iptables/tree/extensions/libxt_hashlimit.c
 */
import { leadingNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { printRate, unitOf } from './rate';
import { bad, good } from './result';

export type HashRate = ValueOf<'rate'> | ValueOf<'byteRate'>;

/** Units of a period per second. */
export const ticks = 1_000_000;
const maxCost = 0xffff_ffff;
const chunk = 16;

const costOf = (octets: number) => Math.floor(maxCost / (Math.floor(octets / chunk) + 1));

/** The rate that the kernel derives, in octets per second. */
export function octetsOf(cost: number): number {
	return (Math.floor(maxCost / cost) - 1) * chunk;
}

const units = [
	['m', 1024 * 1024],
	['k', 1024],
	['', 1]
] as const;

function printOctets(cost: number): string {
	const octets = octetsOf(cost);
	const [name, size] =
		units.find(([, each]) => octets >= each && costOf(octets - (octets % each)) === cost) ??
		units[2];
	return `${Math.floor(octets / size)}${name}b/s`;
}

/** The burst in octets, in the largest unit that it reaches. */
export function printBurst(octets: number): string {
	const [name, size] = units.find(([, each]) => octets >= each) ?? units[2];
	return `${Math.floor(octets / size)}${name}b`;
}

const leading = (text: string) => Number(/^\s*\+?(\d+)/.exec(text)?.[1] ?? '0');

function factor(letter: string | undefined): number {
	return letter === 'm' ? 1024 * 1024 : letter === 'k' ? 1024 : 1;
}

function print(value: HashRate): string {
	return value.kind === 'rate' ? printRate(value) : printOctets(value.cost);
}

/** The count and unit of packets stay as written: the normal form needs the unit. */
export const hashRate: OptionType<HashRate> = {
	argument: 'rate[/unit]|octets[k|m]b/s',
	words: 1,
	is: (value) => value.kind === 'rate' || value.kind === 'byteRate',
	read(text) {
		const refused = bad(
			'bad-rate',
			`“${text}” is not a rate`,
			'Write 10/second, 3/minute, 3/hour, 1/day, or octets as 512kb/s.'
		);
		const suffix = text.indexOf('b/s');
		const count = leading(text);
		if (suffix > 0 && count > 0) {
			const cost = costOf(count * factor(text[suffix - 1]));
			return cost > 0
				? good({ kind: 'byteRate', cost })
				: bad('rate-too-fast', `the rate “${text}” is too fast`, 'Lower it.');
		}
		const slash = text.indexOf('/');
		const unit = slash < 0 ? 'second' : unitOf(text.slice(slash + 1));
		if (unit === undefined || count === 0) return refused;
		return good({ kind: 'rate', count, unit });
	},
	print,
	say: (value) =>
		value.kind === 'rate'
			? `${value.count} packet${value.count === 1 ? '' : 's'} per ${value.unit}`
			: `${octetsOf(value.cost)} octets per second`,
	suggestions: ['1/second', '10/second', '10/minute', '512kb/s']
};

/** `5`, `400kb`: packets, or octets for a rate in octets; kept as a number. */
export const hashBurst: OptionType<ValueOf<'number'>> = {
	argument: 'burst',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const found = leadingNumber(text);
		if (!found || found.value < 1 || (found.rest === '' && found.value > 1_000_000))
			return bad('bad-burst', `“${text}” is not from 1 to 1000000`, 'Write a smaller number.');
		return good({ kind: 'number', value: found.value * factor(found.rest[0]) });
	},
	print: ({ value }) => `${value}`,
	say: ({ value }) => `${value}`
};
