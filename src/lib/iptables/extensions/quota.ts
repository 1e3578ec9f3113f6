// quota_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_quota.c
import { MatchMemory } from '../evaluation';
import { match, option } from './define';
import { evaluation, given, unknown } from './evaluate';
import { wholeBig } from './types/whole';

const amount = option('quota', wholeBig('bytes'), 'Octets that may pass.', {
	invertible: true,
	mandatory: true,
	phrase: 'within a quota of $ octets'
});

const left = new MatchMemory<{ octets: bigint }>((match) => ({
	octets: amount.in(match.options)?.value.value ?? 0n
}));

export const quota = match({
	name: 'quota',
	summary: 'Matches until this many octets have passed.',
	options: [amount],
	evaluate: evaluation(
		given(amount, (_, inverted, match) => ({ session, length }) => {
			if (length == null) return unknown('the length of the packet is left open');
			const state = left.of(session, match);
			const octets = BigInt(length);
			if (state.octets >= octets) {
				state.octets -= octets;
				return !inverted;
			}
			// After the first packet that does not fit, even smaller ones do not pass.
			state.octets = 0n;
			return inverted;
		})
	)
});
