import type { ChainTrace, RuleTrace } from '$lib/netfilter';

/** The rule of this chain at which the walk ended, in the chain itself or in one it leads to. */
function decidingRule(chain: ChainTrace): RuleTrace | undefined {
	if (chain.end === 'policy') return undefined;
	const last = chain.rules.at(-1);
	if (!last?.matched) return undefined;
	if (last.chain) return decidingRule(last.chain) && last;
	return chain.end === 'verdict' ? last : undefined;
}

/** The rule that decided, however deep. */
export function innermost(chain: ChainTrace): RuleTrace | undefined {
	const rule = decidingRule(chain);
	return rule?.chain ? innermost(rule.chain) : rule;
}
