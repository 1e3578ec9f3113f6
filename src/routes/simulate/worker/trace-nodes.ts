import { grouped } from '$lib/text';
import type { PrintContext, Rule, RuleSet } from '$lib/iptables';
import type { ChainTrace, EventTrace, HookTrace, RuleTrace, TableTrace } from '$lib/netfilter';
import type { Tone } from '$lib/ui';
import type { TraceNode } from '../answer';
import { innermost } from './deciding';
import { fieldWords } from './field-words';
import { ruleParts } from './rule-parts';
import { toneOf } from './tones';
import { ruleAt } from './whereabouts';

/** Finds the rule that a trace refers to. */
export type RuleOf = (chain: ChainTrace, number: number) => Rule | undefined;

/** At least this many consecutive rules that don't match are folded into one row. */
const long = 8;

/**
 * Turns a trace into the nodes to show. Keeps the folded rules, and shows them on request.
 */
export class TraceView {
	readonly #folded: { rule: RuleTrace; chain: ChainTrace; id: string }[] = [];
	readonly #style: PrintContext;
	readonly #ruleOf: RuleOf;

	constructor(style: PrintContext, ruleOf: RuleOf) {
		this.#style = style;
		this.#ruleOf = ruleOf;
	}

	nodes(hooks: readonly HookTrace[]): readonly TraceNode[] {
		return hooks.map((hook, index) => this.#hook(hook, String(index)));
	}

	/** The rules of a run; `from` and `to` are the run's. */
	run(from: number, to: number): readonly TraceNode[] {
		return this.#folded.slice(from, to).map(({ rule, chain, id }) => this.#rule(rule, chain, id));
	}

	#hook(trace: HookTrace, id: string): TraceNode {
		const children = trace.steps.map((step, index) => {
			const inside = `${id}.${String(index)}`;
			return step.kind === 'event' ? this.#event(step, inside) : this.#table(step, inside);
		});
		const ended = children.find(({ tone }) => tone === 'drop' || tone === 'reject');
		return {
			id,
			label: trace.hook,
			detail: children.length === 0 ? 'no table has rules here' : '',
			...(ended?.tone ? { tone: ended.tone } : {}),
			parts: [],
			open: true,
			children
		};
	}

	#event({ what, text }: EventTrace, id: string): TraceNode {
		return { id, label: what, detail: text, parts: [], open: false, children: [] };
	}

	#table({ table, chain }: TableTrace, id: string): TraceNode {
		const tone = endTone(chain);
		const leaf = chain.rules.length === 0;
		return {
			id,
			label: `${table} ${chain.name}`,
			detail: leaf ? `no rules, policy ${chain.policy ?? 'ACCEPT'}` : '',
			...(tone === undefined ? {} : { tone }),
			parts: [],
			open: true,
			children: leaf ? [] : this.#chain(chain, id)
		};
	}

	#chain(chain: ChainTrace, id: string): readonly TraceNode[] {
		const nodes: TraceNode[] = [];
		const { rules } = chain;
		for (let at = 0; at < rules.length;) {
			let end = at;
			while (isQuiet(rules[end])) end++;
			if (end - at >= long) {
				nodes.push(this.#fold(rules.slice(at, end), chain, id));
				at = end;
				continue;
			}
			const rule = rules[at];
			if (rule) nodes.push(this.#rule(rule, chain, `${id}.${String(rule.rule)}`));
			at++;
		}
		if (chain.end === 'policy')
			nodes.push({
				id: `${id}.policy`,
				label: 'policy',
				detail: 'no rule decided',
				tone: chain.policy === 'DROP' ? 'drop' : 'accept',
				parts: [],
				open: false,
				children: []
			});
		return nodes;
	}

	#fold(rules: readonly RuleTrace[], chain: ChainTrace, id: string): TraceNode {
		const from = this.#folded.length;
		for (const rule of rules) this.#folded.push({ rule, chain, id: `${id}.${String(rule.rule)}` });
		const first = rules[0]?.rule ?? 0;
		const last = rules.at(-1)?.rule ?? 0;
		return {
			id: `${id}.${String(first)}-${String(last)}`,
			label: `rules ${String(first)} to ${String(last)}`,
			detail: `${grouped(rules.length)} rules that don’t match`,
			parts: [],
			open: false,
			children: [],
			run: { from, to: from + rules.length }
		};
	}

	#rule(trace: RuleTrace, chain: ChainTrace, id: string): TraceNode {
		const rule = this.#ruleOf(chain, trace.rule);
		const tone = ruleTone(trace, rule);
		return {
			id,
			label: `rule ${String(trace.rule)}`,
			detail: ruleDetail(trace, rule),
			...(tone === undefined ? {} : { tone }),
			parts: rule ? ruleParts(rule, trace, this.#style) : [],
			...(trace.origin.line > 0 ? { line: trace.origin.line } : {}),
			open: true,
			children: trace.chain ? this.#chain(trace.chain, id) : []
		};
	}
}

function isQuiet(rule: RuleTrace | undefined): boolean {
	return rule !== undefined && !rule.matched && rule.unknown === null;
}

/** What the chain did to the packet, if it ended its path. */
function endTone(chain: ChainTrace): Tone | undefined {
	if (chain.end === 'policy') return chain.policy === 'DROP' ? 'drop' : 'accept';
	return toneOf(innermost(chain)?.did ?? '');
}

function ruleTone(trace: RuleTrace, rule: Rule | undefined): Tone | undefined {
	if (trace.unknown !== null) return 'unknown';
	if (!trace.matched || trace.chain) return undefined;
	return rule?.target ? toneOf(trace.did ?? '') : undefined;
}

function ruleDetail(trace: RuleTrace, rule: Rule | undefined): string {
	if (trace.unknown !== null) return trace.unknown;
	if (trace.failed !== null) {
		const test = trace.tests[trace.failed];
		if (test?.match === 'conntrack' || test?.match === 'state')
			return `state is ${trace.packet.state ?? 'not tracked'}`;
		return test?.field ? fieldWords(test.field, trace.packet) : '';
	}
	if (rule && !rule.target) return 'matches, but has no target: it only counts';
	const did = trace.did ?? '';
	return toneOf(did) === undefined ? did : '';
}

export function styleOf({ family, backend }: RuleSet): PrintContext {
	return { family, backend };
}

export function ruleOf(ruleSet: RuleSet): RuleOf {
	return (chain, number) => ruleAt(ruleSet, chain.table, chain.name, number);
}
