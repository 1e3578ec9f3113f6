import type { Family, RuleSet, RuleSets } from '$lib/iptables';
import { Stack, type Host, type Packet, type Passage } from '$lib/netfilter';
import type { FlowAnswer, Whereabouts } from '../answer';
import type { Flow } from '../flow';
import { readPacketLine } from '../packet-line';
import { outcomeOf } from './packet-answer';
import { decidedBy } from './whereabouts';

export interface RunPacket {
	readonly line: string;
	readonly packet: Packet;
	readonly passage: Passage | undefined;
}

export interface FlowRun {
	readonly flow: Flow;
	readonly ruleSet: RuleSet;
	readonly packets: readonly RunPacket[];
	readonly stack: Stack | undefined;
	readonly problem: string | undefined;
}

/** Reads a flow's lines; replies answer the packet before them unless they say which. */
export function readPackets(
	flow: Flow,
	family: Family
): { readonly packets: readonly Packet[]; readonly problem: string | undefined } {
	const packets: Packet[] = [];
	for (const [index, line] of flow.packets.entries()) {
		const { value, problems } = readPacketLine(line, packets[0]?.family ?? family);
		const [first] = problems;
		if (first) return { packets, problem: `Packet ${String(index + 1)}: ${first.message}` };
		packets.push(value.replyTo === -1 ? { ...value, replyTo: index - 1 } : value);
	}
	return { packets, problem: undefined };
}

/** Sends a flow through a fresh host: `upTo` packets of it, the last with its whole trace. */
export function runFlow(
	flow: Flow,
	ruleSets: RuleSets,
	host: Host,
	family: Family,
	traced: number | undefined
): FlowRun {
	const { packets, problem } = readPackets(flow, family);
	const ruleSet = ruleSets[packets[0]?.family ?? family];
	if (problem !== undefined) return { flow, ruleSet, packets: [], stack: undefined, problem };
	const stack = new Stack(ruleSet, host, { record: traced === undefined ? 'matched' : 'trace' });
	const found: RunPacket[] = [];
	for (const [index, packet] of packets.entries()) {
		if (traced !== undefined && index > traced) break;
		found.push({ line: flow.packets[index] ?? '', packet, passage: stack.send(packet) });
	}
	return { flow, ruleSet, packets: found, stack, problem };
}

function placed(by: Whereabouts | undefined) {
	return by ? { by } : {};
}

/** A flow is what the first of its packets that does not arrive is; else all arrive. */
export function flowAnswer({ flow, ruleSet, packets, problem }: FlowRun): FlowAnswer {
	const told = packets.map(({ line, passage }) => {
		if (!passage) return { line, tone: 'unknown', word: 'no packet to answer' } as const;
		return { line, ...outcomeOf(passage), ...placed(decidedBy(ruleSet, passage)) };
	});
	const decisive = told.find(({ tone }) => tone !== 'accept') ?? told[0];
	return {
		id: flow.id,
		tone: problem === undefined ? (decisive?.tone ?? 'unknown') : 'unknown',
		word: problem === undefined ? (decisive?.word ?? 'empty') : 'not read',
		...(decisive && 'by' in decisive ? { by: decisive.by } : {}),
		packets: told,
		...(problem === undefined ? {} : { problem })
	};
}
