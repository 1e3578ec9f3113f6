import type { ChainTrace, RuleTrace } from '$lib/netfilter';

/** This chain's rule at which the walk ended, in the chain itself or in one that the rule jumps to. */
function decidingRule(chain: ChainTrace): RuleTrace | undefined {
	if (chain.end === 'policy') return undefined;
	const last = chain.rules.at(-1);
	if (!last?.matched) return undefined;
	if (last.chain) return decidingRule(last.chain) && last;
	return chain.end === 'verdict' ? last : undefined;
}

/** The deciding rule, however deeply nested. */
export function innermost(chain: ChainTrace): RuleTrace | undefined {
	const rule = decidingRule(chain);
	return rule?.chain ? innermost(rule.chain) : rule;
}
