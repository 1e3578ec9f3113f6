import { printRule, type PrintContext, type Rule } from '$lib/iptables';
import type { ChainTrace, Passage, RuleTrace } from '$lib/netfilter';
import { decidingRule } from './deciding';

export type RuleOf = (chain: ChainTrace, number: number) => Rule | undefined;

/** What a colleague would say who has followed the packet with a finger on the listing. */
export function because(passage: Passage, ruleOf: RuleOf, style: PrintContext): string {
	if (passage.lost)
		return sentence([`The rules let it through, but ${passage.because ?? 'it is lost'}`]);
	const { decidedBy: by } = passage;
	if (by && 'cause' in by) return sentence([`The kernel drops it in ${by.hook}: ${by.because}`]);
	const chain = decidingChain(passage);
	if (!chain) return 'No table has rules for it: nothing stands in its way.';
	const way = overLo(passage)
		? ['the host speaks to itself, so it goes out and comes in over lo']
		: [];
	return sentence([...way, ...new Teller(ruleOf, style).chain(chain)]);
}

/** The base chain in which it was decided: that of the verdict, or the last of the filter table. */
function decidingChain(passage: Passage): ChainTrace | undefined {
	const tables = (passage.trace ?? []).flatMap(({ steps }) =>
		steps.flatMap((step) => (step.kind === 'table' ? [step] : []))
	);
	if (passage.decidedBy) return tables.at(-1)?.chain;
	return tables.findLast(({ table }) => table === 'filter')?.chain;
}

function overLo({ hooks }: Passage): boolean {
	return hooks[0] === 'OUTPUT' && hooks.includes('INPUT');
}

function sentence(parts: readonly string[]): string {
	const text = parts.join('; ');
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Rules that stand side by side and leave the packet to those after them. */
interface Span {
	readonly from: number;
	readonly to: number;
	/** Some of them lead to chains that come back. */
	readonly jumps: boolean;
}

class Teller {
	readonly #ruleOf: RuleOf;
	readonly #style: PrintContext;

	constructor(ruleOf: RuleOf, style: PrintContext) {
		this.#ruleOf = ruleOf;
		this.#style = style;
	}

	chain(chain: ChainTrace): readonly string[] {
		const deciding = decidingRule(chain);
		const parts: string[] = [];
		let span: Span | undefined;
		for (const trace of chain.rules) {
			const told = this.#told(trace, chain, deciding);
			if (told === undefined) {
				const from: number = span?.from ?? trace.rule;
				span = { from, to: trace.rule, jumps: (span?.jumps ?? false) || trace.matched };
				continue;
			}
			if (span) parts.push(spanWords(span));
			span = undefined;
			parts.push(told);
		}
		if (span) parts.push(spanWords(span));
		if (chain.end === 'policy') parts.push(policyWords(chain));
		return parts;
	}

	/** What is to be said of a rule; nothing, where it leaves the packet to the next. */
	#told(trace: RuleTrace, chain: ChainTrace, deciding: RuleTrace | undefined): string | undefined {
		if (!trace.matched) return undefined;
		const rule = this.#ruleOf(chain, trace.rule);
		const name = this.#name(trace, rule);
		if (trace === deciding) return this.#deciding(trace, name);
		if (trace.chain) return undefined;
		if (!rule?.target) return `${name} matches but has no target, so it only counts`;
		return `${name} matches: ${trace.did ?? 'the packet goes on'}`;
	}

	#deciding(trace: RuleTrace, name: string): string {
		if (trace.chain)
			return `${name} leads to ${trace.chain.name}, where ${this.chain(trace.chain).join('; ')}`;
		const what = trace.tests.length === 0 ? 'everything left' : 'it';
		const did = trace.did ?? '';
		if (did.startsWith('REJECT')) return `${name} rejects ${what}`;
		if (did === 'ACCEPT') return `${name} accepts ${what}`;
		return did === 'DROP' ? `${name} drops ${what}` : `${name}: ${did}`;
	}

	/** "rule 1 (-p udp --dport 68)" */
	#name(trace: RuleTrace, rule: Rule | undefined): string {
		const number = `rule ${String(trace.rule)}`;
		if (!rule) return number;
		const text = printRule({ ...rule, target: undefined }, this.#style)
			.replace(/ -m (tcp|udp|icmp|icmp6|sctp)(?= --)/g, '')
			.trim();
		return text === '' || text.length > 80 ? number : `${number} (${text})`;
	}
}

function policyWords({ name, rules, policy }: ChainTrace): string {
	const verb = policy === 'DROP' ? 'drops' : 'accepts';
	return rules.length === 0
		? `${name} has no rules, so its policy ${verb} it`
		: `no rule decides, so the policy of ${name} ${verb} it`;
}

function spanWords({ from, to, jumps }: Span): string {
	const verb = jumps ? 'decide' : 'match';
	if (from === to) return `rule ${String(from)} doesn't ${verb}`;
	const joined = to === from + 1 ? 'and' : 'to';
	return `rules ${String(from)} ${joined} ${String(to)} don't ${verb}`;
}
