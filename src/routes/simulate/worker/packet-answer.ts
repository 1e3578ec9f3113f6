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

/** How many ways to reach one outcome are listed before the rest is counted. */
const most = 3;

function conditionWords({ conditions }: EngineCase, several: boolean): string {
	const said = conditions.slice(0, most).map((box) => sayBox(box, several));
	const more = conditions.length - said.length;
	return `if ${said.join(', or if ')}${more > 0 ? `, or in ${String(more)} other cases` : ''}`;
}

function shownCases(ruleSet: RuleSet, cases: readonly EngineCase[], several: boolean): Case[] {
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

/** The answer for a packet, and its trace; of several cases, one is explained in full. */
export function packetAnswer(
	line: string,
	result: PacketResult,
	chosen: number,
	several: boolean,
	ruleSet: RuleSet
): { readonly answer: PacketAnswer; readonly trace: TraceView } | undefined {
	const cases = orderCases(result.cases);
	const explained = Math.min(chosen, cases.length - 1);
	const passage = cases[explained]?.passage;
	if (!passage) return undefined;
	const trace = new TraceView(styleOf(ruleSet), ruleOf(ruleSet));
	const notes = [sayGiven(result), sayCopy(passage)].filter((note) => note !== null);
	const cut = result.cut ? ['There are more cases than are listed.'] : [];
	return {
		trace,
		answer: {
			cases: shownCases(ruleSet, cases, several),
			explained,
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
