import type { RuleSet } from '$lib/iptables';
import {
	because,
	orderCases,
	sayBox,
	sayCopy,
	sayGiven,
	unknownsOf,
	type Case as EngineCase,
	type PacketResult
} from '$lib/netfilter';
import type { Case, PacketAnswer } from '../answer';
import { aboutPacket } from './describe';
import { outcomeOf } from './outcome';
import { pathStops, pathWords } from './path-stops';
import { ruleOf, styleOf, TraceView } from './trace-nodes';
import { decidedBy } from './whereabouts';

/** How many ways to come to one outcome are told before the rest is counted. */
const most = 3;

function conditionWords({ conditions }: EngineCase, several: boolean): string {
	const said = conditions.slice(0, most).map((box) => sayBox(box, several));
	const more = conditions.length - said.length;
	return `if ${said.join(', or if ')}${more > 0 ? `, or in ${String(more)} other cases` : ''}`;
}

function toldCases(ruleSet: RuleSet, cases: readonly EngineCase[], several: boolean): Case[] {
	return cases.map((one, index) => {
		const by = decidedBy(ruleSet, one.passage);
		const last = index === cases.length - 1;
		const condition = last ? 'else' : conditionWords(one, several);
		return {
			condition: cases.length === 1 ? '' : condition,
			...outcomeOf(one.passage),
			...(by ? { by } : {})
		};
	});
}

/** All that is told of a packet, and its trace; one case of several is told in full. */
export function packetAnswer(
	line: string,
	result: PacketResult,
	chosen: number,
	several: boolean,
	ruleSet: RuleSet
): { readonly answer: PacketAnswer; readonly trace: TraceView } | undefined {
	const cases = orderCases(result.cases);
	const told = Math.min(chosen, cases.length - 1);
	const passage = cases[told]?.passage;
	if (!passage) return undefined;
	const trace = new TraceView(styleOf(ruleSet), ruleOf(ruleSet));
	const notes = [sayGiven(result), sayCopy(passage)].filter((note) => note !== null);
	const cut = result.cut ? ['There are more cases than are listed.'] : [];
	return {
		trace,
		answer: {
			cases: toldCases(ruleSet, cases, several),
			told,
			packet: line,
			about: aboutPacket(passage),
			because: because(passage, ruleSet),
			stops: pathStops(passage),
			way: pathWords(passage, outcomeOf(passage).word),
			trace: trace.nodes(passage.trace ?? []),
			unknowns: [...notes, ...unknownsOf(result), ...cut]
		}
	};
}
