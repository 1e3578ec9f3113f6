import type { Family, IpSet, RuleSet, RuleSets } from '$lib/iptables';
import {
	orderCases,
	readPacket,
	simulate,
	type Case,
	type Host,
	type PacketResult,
	type SimulationResult,
	type Step
} from '$lib/netfilter';
import type { FlowAnswer } from '../answer';
import type { Flow } from '../flow';
import { outcomeOf } from './outcome';
import { decidedBy } from './whereabouts';

/** What a flow runs against. */
export interface World {
	readonly ruleSets: RuleSets;
	readonly ipsets: readonly IpSet[];
	readonly host: Host;
	/** Of packets that don't say. */
	readonly family: Family;
}

/** A flow's lines as steps of a simulation. */
export interface ReadFlow {
	readonly steps: readonly Step[];
	/** For each line, the index of its packet; -1 for a pause. */
	readonly packets: readonly number[];
	readonly problem: string | undefined;
}

const pause = /^wait\s+(\d+(?:\.\d+)?)\s*(ms|s|m)?$/i;
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

export function readFlow(lines: readonly string[], family: Family): ReadFlow {
	const steps: Step[] = [];
	const packets: number[] = [];
	let count = 0;
	let known = family;
	for (const [index, line] of lines.entries()) {
		const wait = pause.exec(line.trim());
		if (wait) {
			const milliseconds = Number(wait[1]) * (units[wait[2]?.toLowerCase() ?? 's'] ?? 1000);
			steps.push({ kind: 'wait', milliseconds });
			packets.push(-1);
			continue;
		}
		const { value, problems } = readPacket(line, known);
		const [first] = problems;
		if (!value || first) {
			const place = lines.length > 1 ? `Packet ${String(index + 1)}: ` : '';
			const why = first ? `${first.message} ${first.help}`.trim() : 'The line is empty.';
			return { steps, packets, problem: place + why };
		}
		known = value.family;
		steps.push({ kind: 'packet', packet: value });
		packets.push(count++);
	}
	return { steps, packets, problem: undefined };
}

export function runFlow(read: ReadFlow, world: World, traced: boolean): SimulationResult {
	const { ruleSets, ipsets, host } = world;
	return simulate({ ruleSets, ipsets, host, steps: read.steps, traced });
}

type Outcome = FlowAnswer['packets'][number];

function caseOutcome(ruleSet: RuleSet, line: string, { passage }: Case): Outcome {
	const by = decidedBy(ruleSet, passage);
	return { line, ...outcomeOf(passage), ...(by ? { by } : {}) };
}

function packetOutcome(ruleSet: RuleSet, line: string, result: PacketResult | undefined): Outcome {
	if (!result) return { line, tone: 'neutral', word: 'pause' };
	const [first, ...more] = orderCases(result.cases);
	if (!first) return { line, tone: 'neutral', word: 'not sent' };
	if (more.length === 0) return caseOutcome(ruleSet, line, first);
	return { line, tone: 'unknown', word: `${String(more.length + 1)} cases` };
}

/** A flow's outcome is that of its first packet that does not arrive; else all arrive. */
export function flowAnswer(flow: Flow, world: World): FlowAnswer {
	const read = readFlow(flow.packets, world.family);
	if (read.problem !== undefined)
		return { id: flow.id, tone: 'unknown', word: 'not read', packets: [], problem: read.problem };
	const { packets } = runFlow(read, world, false);
	const ruleSet = ruleSetOf(read, world);
	const outcomes = flow.packets.map((line, index) =>
		packetOutcome(ruleSet, line, packets[read.packets[index] ?? -1])
	);
	const decisive =
		outcomes.find(({ tone, word }) => tone !== 'accept' && word !== 'pause') ??
		outcomes.find(({ tone }) => tone === 'accept');
	return {
		id: flow.id,
		tone: decisive?.tone ?? 'neutral',
		word: decisive?.word ?? 'no packets',
		...(decisive?.by ? { by: decisive.by } : {}),
		packets: outcomes
	};
}

/** The rule set that the flow's packets traverse. */
export function ruleSetOf({ steps }: ReadFlow, { ruleSets, family }: World): RuleSet {
	const first = steps.find((step) => step.kind === 'packet');
	return ruleSets[first?.packet.family ?? family];
}
