/** What the kernel keeps of hashlimit's options, and what iptables-save shows of that. */
import type { ReadContext } from '../extension';
import type { OptionUse } from '../ruleset';
import { use } from './define';
import {
	above,
	burst,
	dstmask,
	expire,
	interval,
	max,
	mode,
	name,
	rateInterval,
	rateMatch,
	size,
	srcmask,
	upto
} from './hashlimit-options';
import { octetsOf, ticks, type HashRate } from './types/hash-rate';
import { addressBits } from './types/prefix-length';
import { rateOf, unitSeconds } from './types/rate';

export const defaultBurst = 5;
const defaultInterval = 1000;
/** The kernel's largest table (HASHLIMIT_MAX_SIZE). */
const mostEntries = 1_048_576;
export const octetExpire = { plain: 15_000, burst: 60_000 } as const;

/** One of upto and above with the value that the kernel keeps, and what the unit implied. */
export function settleRate(options: readonly OptionUse[]) {
	const given = upto.in(options) ?? above.in(options);
	const written = given?.value ?? { kind: 'rate' as const, count: 1, unit: 'second' as const };
	const isAbove = (upto.in(options) === undefined) !== given?.inverted;
	const seconds = written.kind === 'rate' ? unitSeconds[written.unit] : 1;
	const divisor = rateMatch.in(options) ? seconds : 1;
	const value: HashRate =
		written.kind === 'rate'
			? rateOf(Math.floor(Math.floor((ticks * seconds) / written.count) / divisor), ticks)
			: written;
	return { use: use(isAbove ? above : upto, value), value, seconds };
}

function numbers(
	options: readonly OptionUse[],
	each: typeof size,
	hidden: number,
	most = Infinity
): OptionUse[] {
	const value = each.in(options)?.value.value ?? hidden;
	return value === hidden ? [] : [use(each, { kind: 'number', value: Math.min(value, most) })];
}

/** Burst, expiry and interval as the kernel keeps them; shown if they are not implied. */
export function normal(options: readonly OptionUse[], context: ReadContext): readonly OptionUse[] {
	const { use: rate, value, seconds } = settleRate(options);
	const written = burst.in(options)?.value.value;
	const bits = addressBits(context);
	const implied =
		value.kind === 'rate'
			? unitSeconds[value.unit] * 1000
			: written === undefined
				? octetExpire.plain
				: octetExpire.burst;
	const wanted =
		expire.in(options)?.value.value ?? (value.kind === 'rate' ? seconds * 1000 : implied);
	const octets = value.kind === 'byteRate' ? octetsOf(value.cost) : 0;
	const kept =
		value.kind === 'rate'
			? (written ?? defaultBurst)
			: written === undefined
				? undefined
				: Math.ceil(written / octets) * octets;
	const matchesRate = rateMatch.in(options) !== undefined;
	const over = rateInterval.in(options)?.value.value ?? (value.kind === 'rate' ? seconds : 1);
	return [
		rate,
		...(kept === undefined ? [] : [use(burst, { kind: 'number', value: kept })]),
		...options.filter(
			({ option: each, value: given }) =>
				(each === mode.name && given.kind === 'words' && given.words.length > 0) ||
				each === name.name
		),
		...numbers(options, size, 0, mostEntries),
		...numbers(options, max, 0, mostEntries),
		...numbers(options, interval, defaultInterval),
		...(wanted === implied ? [] : [use(expire, { kind: 'number', value: wanted })]),
		...numbers(options, srcmask, bits),
		...numbers(options, dstmask, bits),
		...(matchesRate ? [use(rateMatch, { kind: 'none' })] : []),
		...(matchesRate && over !== 1 ? [use(rateInterval, { kind: 'number', value: over })] : [])
	];
}
