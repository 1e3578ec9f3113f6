// hashlimit_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_hashlimit.c
import { NamedMemory, type PacketView, type Test } from '../evaluation';
import type { Complaint, PrintContext, ReadContext } from '../extension';
import type { Match, OptionUse } from '../ruleset';
import { match, needsOne, option, use } from './define';
import { always, evaluation, hotdrop, unknown } from './evaluate';
import { choices } from './types/choice';
import { hashBurst, hashRate, octetsOf, printBurst, ticks, type HashRate } from './types/hash-rate';
import { none } from './types/none';
import { addressBits, prefixLength } from './types/prefix-length';
import { rateOf, unitSeconds } from './types/rate';
import { bare, text } from './types/text';
import { whole } from './types/whole';

const number = whole({ high: 0xffff_ffff });
const upto = option('hashlimit-upto', hashRate, 'At most this rate.', {
	aliases: ['hashlimit'],
	invertible: true,
	excludes: ['hashlimit-above'],
	phrase: 'within a rate of $'
});
const above = option('hashlimit-above', hashRate, 'More than this rate.', {
	invertible: true,
	excludes: ['hashlimit-upto'],
	phrase: 'beyond a rate of $'
});
const burst = option('hashlimit-burst', hashBurst, 'How much may pass at once; 5 by default.', {
	phrase: 'after a burst of $'
});
const mode = option(
	'hashlimit-mode',
	choices(['srcip', 'srcport', 'dstip', 'dstport'], {
		argument: '{srcip|srcport|dstip|dstport}[,...]',
		exact: true,
		separators: /[,|]/,
		join: 'and'
	}),
	'What is counted apart; by default everything together.',
	{ phrase: 'for each $' }
);
const name = option(
	'hashlimit-name',
	text({ argument: 'name', low: 1, cut: 254, print: bare }),
	'Name of the table; rules with the same name share it.',
	{ mandatory: true, phrase: 'counted in table $' }
);
const size = option('hashlimit-htable-size', number, 'Buckets of the table.', {});
const max = option('hashlimit-htable-max', number, 'Most entries of the table.', {});
const interval = option(
	'hashlimit-htable-gcinterval',
	number,
	'Milliseconds between clean-ups.',
	{}
);
const expire = option('hashlimit-htable-expire', number, 'Milliseconds an idle entry is kept.', {
	phrase: 'forgotten after $ ms'
});
const srcmask = option('hashlimit-srcmask', prefixLength, 'Groups sources by prefix.', {
	phrase: 'sources by $'
});
const dstmask = option('hashlimit-dstmask', prefixLength, 'Groups destinations by prefix.', {
	phrase: 'destinations by $'
});
const rateMatch = option('hashlimit-rate-match', none, 'Compares the rate itself.', {
	phrase: 'by the rate itself'
});
const rateInterval = option(
	'hashlimit-rate-interval',
	whole({ low: 1, high: 0xffff_ffff }),
	'Seconds over which the rate is taken.',
	{ phrase: 'over $ seconds' }
);

const defaultBurst = 5;
const defaultInterval = 1000;
const octetExpire = { plain: 15_000, burst: 60_000 } as const;

/** One of upto and above with the value that the kernel keeps, and what the unit implied. */
function settleRate(options: readonly OptionUse[]) {
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

function numbers(options: readonly OptionUse[], each: typeof size, hidden: number): OptionUse[] {
	const value = each.in(options)?.value;
	return value && value.value !== hidden ? [use(each, value)] : [];
}

function normal(options: readonly OptionUse[], context: ReadContext): readonly OptionUse[] {
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
		...numbers(options, size, 0),
		...numbers(options, max, 0),
		...numbers(options, interval, defaultInterval),
		...(wanted === implied ? [] : [use(expire, { kind: 'number', value: wanted })]),
		...numbers(options, srcmask, bits),
		...numbers(options, dstmask, bits),
		...(matchesRate ? [use(rateMatch, { kind: 'none' })] : []),
		...(matchesRate && over !== 1 ? [use(rateInterval, { kind: 'number', value: over })] : [])
	];
}

const all = [
	upto,
	above,
	burst,
	mode,
	name,
	size,
	max,
	interval,
	expire,
	srcmask,
	dstmask,
	rateMatch,
	rateInterval
];

/** A burst of octets is printed in their units. */
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
	if (given === undefined || given >= least) return [];
	return [
		{
			code: 'burst-below-rate',
			message: `the burst is smaller than the rate of one second, ${least} octets`,
			help: 'Use a larger burst.',
			option: burst.name
		}
	];
}

function checkInKernel(options: readonly OptionUse[], context: ReadContext): readonly Complaint[] {
	for (const each of [interval, expire])
		if (each.in(options)?.value.value === 0)
			return [
				{
					code: 'zero-interval',
					message: `--${each.name} can't be zero`,
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
	const table = name.in(options)?.value.text ?? '';
	if (!table.includes('/')) return [];
	return [
		{
			code: 'bad-table-name',
			message: 'the name of the table has a slash',
			help: 'Choose another name.',
			option: name.name
		}
	];
}

interface Bucket {
	/** In packets, or for octets in seconds of the rate. */
	credit: number;
	/** Seconds that may still be added at once: the burst of a rate in octets. */
	spare: number;
	at: number;
}

const tables = new NamedMemory<Map<string, Bucket>>(() => new Map());
const withPorts = [6, 17, 33, 132, 136];
const openFields = unknown('a field that the packets are counted by is left open');
const noPorts = hotdrop('the packet has no ports to count by');

function masked(address: number | bigint, bits: number | undefined): string {
	if (bits === undefined) return address.toString();
	return typeof address === 'number'
		? `${Math.floor(address / 2 ** (32 - bits))}`
		: (address >> BigInt(128 - bits)).toString();
}

/** What the packet is counted by; undefined where a field is left open, null without ports. */
function keyOf(packet: PacketView, by: readonly string[], options: readonly OptionUse[]) {
	const parts: string[] = [];
	for (const part of by) {
		if (part === 'srcip' || part === 'dstip') {
			const address = part === 'srcip' ? packet.src : packet.dst;
			if (address == null) return undefined;
			const bits = (part === 'srcip' ? srcmask : dstmask).in(options)?.value.value;
			parts.push(masked(address, bits));
			continue;
		}
		if (packet.protocol == null) return undefined;
		if (!withPorts.includes(packet.protocol)) continue;
		const port = part === 'srcport' ? packet.sport : packet.dport;
		if (port == null) return port;
		parts.push(`${port}`);
	}
	return parts.join(' ');
}

function test({ options }: Match): Test {
	const rate = settleRate(options).value;
	const wantsMore = above.in(options) !== undefined;
	const by = mode.in(options)?.value.words ?? [];
	const most = burst.in(options)?.value.value ?? 0;
	const period = rate.kind === 'rate' ? unitSeconds[rate.unit] / rate.count : 0;
	const idle =
		expire.in(options)?.value.value ??
		(rate.kind === 'rate'
			? unitSeconds[rate.unit] * 1000
			: octetExpire[most > 0 ? 'burst' : 'plain']);
	const table = name.in(options)?.value.text ?? '';
	return (packet) => {
		const key = keyOf(packet, by, options);
		if (key === undefined || packet.length == null) return openFields;
		if (key === null) return noPorts;
		const { now } = packet.session;
		const buckets = tables.of(packet.session, `${packet.family} ${table}`);
		const full = rate.kind === 'rate' ? most : 1;
		const spare = rate.kind === 'rate' ? 0 : most / octetsOf(rate.cost);
		let bucket = buckets.get(key);
		if (!bucket || now - bucket.at > idle)
			buckets.set(key, (bucket = { credit: full, spare, at: now }));
		const passed = (now - bucket.at) / 1000;
		bucket.at = now;
		bucket.credit = Math.min(
			full,
			bucket.credit + (rate.kind === 'rate' ? passed / period : passed)
		);
		let cost = 1;
		if (rate.kind === 'byteRate') {
			cost = Math.min(1, ((Math.floor(packet.length / 16) + 1) * rate.cost) / 2 ** 32);
			if (bucket.credit < cost && bucket.spare >= 1) {
				bucket.spare -= 1;
				bucket.credit = 1;
			}
		}
		if (bucket.credit < cost - 1e-9) return wantsMore;
		bucket.credit -= cost;
		return !wantsMore;
	};
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
				: test(match)
		)
	)
});
