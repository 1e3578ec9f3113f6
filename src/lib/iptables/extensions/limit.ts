// limit_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_limit.c
import { MatchMemory } from '../evaluation';
import type { Backend, Match, OptionUse } from '../ruleset';
import { match, option, use } from './define';
import { evaluation, always } from './evaluate';
import { limitRate, periodOf } from './types/rate';
import { whole } from './types/whole';

const defaultRate = { kind: 'rate', count: 3, unit: 'hour' } as const;
const defaultBurst = 5;
/** The tolerance for counting in fractions. */
const rounding = 1e-9;

const rate = option('limit', limitRate, 'How often it matches on average; 3/hour by default.', {
	phrase: 'at most $ on average'
});
const burst = option(
	'limit-burst',
	whole({ high: 10_000 }),
	'How often it may match at once before the rate counts; 5 by default.',
	{ phrase: 'after a burst of $' }
);

interface Bucket {
	/** In packets; never above the burst. */
	credit: number;
	/** When the credit was last counted, milliseconds of the session. */
	at: number;
}

/** user2credits with 32000 credits a second, which is the result for every usual HZ. */
function credits(user: number): number {
	return user > 0xffff_ffff / 32_000
		? (Math.floor(user / 10_000) * 32_000) >>> 0
		: Math.floor((user * 32_000) / 10_000);
}

/** What one packet costs, and what a full burst holds, in 32 bits. */
function creditsOf(options: readonly OptionUse[]): { readonly one: number; readonly all: number } {
	const period = periodOf(rate.in(options)?.value ?? defaultRate);
	const most = burst.in(options)?.value.value ?? defaultBurst;
	const product = BigInt.asUintN(32, BigInt(period) * BigInt(most));
	return { one: credits(period), all: credits(Number(product)) };
}

/** A burst that overflows 32 bits wraps around in xt_limit; nft counts in 64 bits. */
function settings(
	{ options }: Match,
	backend: Backend
): { readonly perSecond: number; readonly most: number } {
	const period = periodOf(rate.in(options)?.value ?? defaultRate);
	const { one, all } = creditsOf(options);
	return {
		perSecond: 10_000 / period,
		most: backend === 'nft' ? (burst.in(options)?.value.value ?? defaultBurst) : all / one
	};
}

const buckets = new MatchMemory<Bucket>(() => ({ credit: Infinity, at: 0 }));

export const limit = match({
	name: 'limit',
	summary: 'A rate that all packets of the rule share.',
	options: [rate, burst],
	listing: {
		pattern: /^limit: avg (\S+) burst (\d+)/,
		words: ([average = '', most = '']) => ['--limit', average, '--limit-burst', most]
	},
	normal: (options, { backend }) => [
		...(options.some(({ option: name }) => name === rate.name) ? [] : [use(rate, defaultRate)]),
		...options.filter(
			({ option: name, value }) =>
				name !== burst.name ||
				value.kind !== 'number' ||
				// nft does not keep a burst of zero.
				(value.value !== defaultBurst && (value.value > 0 || backend === 'legacy'))
		)
	],
	checkInKernel(options, { backend }) {
		const most = burst.in(options)?.value.value ?? defaultBurst;
		const { one, all } = creditsOf(options);
		if (backend === 'nft' || (most > 0 && all >= one)) return [];
		return [
			{
				code: 'limit-overflow',
				message: 'the kernel cannot count a burst so large at this rate, or one of zero',
				help: 'Use a smaller burst or a higher rate.',
				option: burst.name
			}
		];
	},
	evaluate: evaluation(
		always(rate.name, (match) => {
			const by = { legacy: settings(match, 'legacy'), nft: settings(match, 'nft') };
			return ({ session, backend }) => {
				const { perSecond, most } = by[backend];
				const bucket = buckets.of(session, match);
				const passed = (session.now - bucket.at) / 1000;
				bucket.at = session.now;
				bucket.credit = Math.min(most, bucket.credit + passed * perSecond);
				if (bucket.credit < 1 - rounding) return false;
				bucket.credit -= 1;
				return true;
			};
		})
	)
});
