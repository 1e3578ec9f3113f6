// limit_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_limit.c
import { MatchMemory } from '../evaluation';
import type { Match } from '../ruleset';
import { match, option, use } from './define';
import { evaluation, always } from './evaluate';
import { limitRate, periodOf } from './types/rate';
import { whole } from './types/whole';

const defaultRate = { kind: 'rate', count: 3, unit: 'hour' } as const;
const defaultBurst = 5;

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

function settings(match: Match): { readonly perSecond: number; readonly burst: number } {
	const period = periodOf(rate.in(match.options)?.value ?? defaultRate);
	return {
		perSecond: 10_000 / period,
		burst: burst.in(match.options)?.value.value ?? defaultBurst
	};
}

const buckets = new MatchMemory<Bucket>((match) => ({ credit: settings(match).burst, at: 0 }));

export const limit = match({
	name: 'limit',
	summary: 'A rate that all packets of the rule share.',
	options: [rate, burst],
	normal: (options) => [
		...(options.some(({ option: name }) => name === rate.name) ? [] : [use(rate, defaultRate)]),
		...options.filter(
			({ option: name, value }) =>
				name !== burst.name || value.kind !== 'number' || value.value !== defaultBurst
		)
	],
	evaluate: evaluation(
		always(rate.name, (match) => {
			const { perSecond, burst: most } = settings(match);
			return ({ session }) => {
				const bucket = buckets.of(session, match);
				const passed = (session.now - bucket.at) / 1000;
				bucket.at = session.now;
				bucket.credit = Math.min(most, bucket.credit + passed * perSecond);
				if (bucket.credit < 1) return false;
				bucket.credit -= 1;
				return true;
			};
		})
	)
});
