/** What hashlimit counts a rate of packets in: user2credits of xt_hashlimit.c. */
import type { OptionUse } from '../ruleset';
import { defaultBurst, settleRate } from './hashlimit-normal';
import { burst, rateMatch } from './hashlimit-options';
import { ticks } from './types/hash-rate';
import { unitSeconds } from './types/rate';

/** Credits for a packet of one tick, HZ * CREDITS_PER_JIFFY / XT_HASHLIMIT_SCALE_v2: the same for 250 and
 * 1000 ticks a second. */
const creditsPerTick = 137_438_953n;

/** What one packet costs, and what a full burst holds, in 64 bits; undefined for a rate of octets. */
export function creditsOf(
	options: readonly OptionUse[]
): { readonly one: bigint; readonly all: bigint } | undefined {
	const { value } = settleRate(options);
	if (value.kind !== 'rate' || rateMatch.in(options)) return undefined;
	const apart = Math.floor((ticks * unitSeconds[value.unit]) / value.count);
	const one = BigInt(apart) * creditsPerTick;
	const all = one * BigInt(burst.in(options)?.value.value ?? defaultBurst);
	return { one: BigInt.asUintN(64, one), all: BigInt.asUintN(64, all) };
}
