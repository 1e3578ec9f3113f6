/**
 * iptables-nft 1.8.9 loses a negation of everything: `! -s 0/0` and `! --dport 0:65535` load as if
 * they were not there. 1.8.11 keeps them; they never match.
 */
import type { HeaderMatch, Invertible, MaskedAddress, Match, Rule, RuleSet } from '$lib/iptables';

function isEverything(side: Invertible<MaskedAddress> | undefined): boolean {
	return side !== undefined && side.inverted && (side.value.mask === 0 || side.value.mask === 0n);
}

function header({ source, destination, ...others }: HeaderMatch): HeaderMatch {
	return {
		...others,
		...(source && !isEverything(source) && { source }),
		...(destination && !isEverything(destination) && { destination })
	};
}

function match(each: Match): Match | undefined {
	if (each.extension !== 'tcp' && each.extension !== 'udp') return each;
	const options = each.options.filter(
		({ inverted, value }) =>
			!(inverted && value.kind === 'range' && value.low === 0 && value.high === 65535)
	);
	return options.length === each.options.length
		? each
		: options.length === 0
			? undefined
			: { ...each, options };
}

function rule(each: Rule): Rule {
	return {
		...each,
		header: header(each.header),
		matches: each.matches.map(match).filter((kept) => kept !== undefined)
	};
}

export function withoutInvertedAll(ruleSet: RuleSet): RuleSet {
	if (ruleSet.backend === 'legacy') return ruleSet;
	return {
		...ruleSet,
		tables: ruleSet.tables.map((table) => ({
			...table,
			chains: table.chains.map((chain) => ({ ...chain, rules: chain.rules.map(rule) }))
		}))
	};
}
