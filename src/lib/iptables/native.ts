/**
 * How iptables-nft shows several TCP or UDP matches in one rule: it keeps them as expressions on
 * the header, and reads all of these into the first match of their name. If a field is compared
 * twice, it shows the last comparison, with a "!" if any has one.
 * Source: nft_create_match, https://git.netfilter.org/iptables/tree/iptables/nft-ruleparse.c
 */
import { isNativeInNft } from './extensions/evaluate';
import type { Match, OptionUse } from './ruleset';

/** A use merged over an earlier one of the same option. A range from 0 has no lower bound to set. */
function over(before: OptionUse | undefined, use: OptionUse): OptionUse {
	if (!before) return use;
	const { value } = use;
	const inverted = before.inverted || use.inverted;
	const open = value.kind === 'range' && value.low === 0 && value.high > 0;
	if (!open || before.value.kind !== 'range') return { ...use, inverted };
	return { ...use, inverted, value: { ...value, low: before.value.low } };
}

function merged(first: Match, match: Match): Match {
	const uses = new Map(first.options.map((use) => [use.option, use]));
	for (const use of match.options) uses.set(use.option, over(uses.get(use.option), use));
	return { ...first, options: [...uses.values()] };
}

/** The matches of a rule as iptables-nft lists them. */
export function asListed(matches: readonly Match[]): readonly Match[] {
	const listed: Match[] = [];
	for (const match of matches) {
		const { extension } = match;
		const native = (extension === 'tcp' || extension === 'udp') && isNativeInNft(match);
		const at = native ? listed.findIndex((other) => other.extension === extension) : -1;
		const first = listed[at];
		if (first) listed[at] = merged(first, match);
		else listed.push(match);
	}
	return listed;
}
