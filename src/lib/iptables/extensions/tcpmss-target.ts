// tcpmss_tg4_check, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_TCPMSS.c
import type { Complaint, OptionType, RuleContext } from '../extension';
import type { Match, OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { needsOne, option, target } from './define';
import { none } from './types/none';
import { whole } from './types/whole';

/** A segment must fit a packet with the IP header. */
const segment = { ipv4: whole({ high: 65_515 }), ipv6: whole({ high: 65_495 }) } as const;
const size: OptionType<ValueOf<'number'>> = {
	...segment.ipv4,
	argument: 'size',
	read: (text, context) => segment[context.family].read(text, context)
};
const setMss = option('set-mss', size, 'Sets the maximum segment size.', {
	phrase: 'to $'
});
const clamp = option('clamp-mss-to-pmtu', none, 'Fits it to the path.', {
	phrase: 'to what the path allows'
});

const SYN = 0x02;

/** Whether the rule only matches packets with SYN set, which legacy requires. */
function asksForSyn({ extension, options }: Match): boolean {
	return (
		extension === 'tcp' &&
		options.some(
			({ value, inverted }) => value.kind === 'flags' && !inverted && (value.set & SYN) > 0
		)
	);
}

function checkInKernel(
	options: readonly OptionUse[],
	{ backend, hooks, matches }: RuleContext
): readonly Complaint[] {
	if (clamp.in(options) && (hooks.has('PREROUTING') || hooks.has('INPUT')))
		return [
			{
				code: 'clamp-place',
				message: '--clamp-mss-to-pmtu works where packets leave',
				help: 'Use it in FORWARD, OUTPUT or POSTROUTING.',
				option: clamp.name
			}
		];
	if (backend === 'nft' || matches.some(asksForSyn)) return [];
	return [
		{
			code: 'mss-without-syn',
			message: 'the segment size is announced in SYN packets only',
			help: 'Add --syn, or --tcp-flags SYN,RST SYN.'
		}
	];
}

export const TCPMSS = target({
	name: 'TCPMSS',
	summary: 'Changes the maximum segment size that a SYN packet announces.',
	options: [setMss, clamp],
	listing: {
		pattern: /^TCPMSS (?:clamp to PMTU|set (\d+))$/,
		words: ([size]) => (size === undefined ? ['--clamp-mss-to-pmtu'] : ['--set-mss', size])
	},
	protocols: [6],
	check: needsOne(),
	/** If both are given, the last one counts. */
	normal: (options) => options.slice(-1),
	checkInKernel,
	effect: (options) => ({
		kind: 'tcp-options',
		change: { operation: 'mss', most: setMss.in(options)?.value.value ?? 'path' }
	})
});
