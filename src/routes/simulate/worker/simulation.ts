import {
	chainNameAt,
	explainAt,
	renameChain,
	suggestAt,
	type PrintContext,
	type RuleSet,
	type RuleSets
} from '$lib/iptables';
import type { Host } from '$lib/netfilter';
import type { TextEdit } from '$lib/text';
import type { Explanation, NameUse, Place, Renaming, Suggestions } from '$lib/editor';
import type {
	Answer,
	FlowAnswer,
	FlowReading,
	PacketAnswer,
	Question,
	Reading,
	Settings,
	StepAnswer,
	TraceNode
} from '../answer';
import { readPacketLine } from '../packet-line';
import { because, type RuleOf } from './because';
import { difference } from './chain-difference';
import { connectionLines } from './connection-lines';
import { aboutPacket } from './describe';
import { flowAnswer, runFlow, type FlowRun } from './flow-run';
import { hostView } from './host-view';
import { machineCommands } from './machine-commands';
import { outcomeOf } from './packet-answer';
import { pathStops, pathWords } from './path-stops';
import { readHost } from './read-host';
import { RuleText } from './rule-text';
import { TraceView } from './trace-nodes';
import { decidedBy, ruleAt } from './whereabouts';

const noSettings: Settings = { input: 'auto', family: 'ipv4', backend: 'nft' };

/** All that the worker holds: the text, and the last trace for the rows that are folded in it. */
export class Simulation {
	#text = new RuleText('', noSettings, 0);
	#trace: TraceView | undefined;

	open(text: string, settings: Settings, version: number): void {
		this.#text = new RuleText(text, settings, version);
	}

	edit(edits: readonly TextEdit[], version: number): void {
		this.#text.edit(edits, version);
	}

	set(settings: Settings, version: number): void {
		this.#text.set(settings, version);
	}

	reading(): Reading {
		return this.#text.shown();
	}

	answer(question: Question): Answer {
		const host = readHost(question.host, question.forwarding);
		const ruleSets = this.#text.ruleSets(question.step);
		const { family } = this.#text.settings;
		const flows = question.flows.map((flow) =>
			flowAnswer(runFlow(flow, ruleSets, host.value, family, undefined))
		);
		const selected = question.flows.find(({ id }) => id === question.selected.flow);
		const run =
			selected && runFlow(selected, ruleSets, host.value, family, question.selected.packet);
		const traced = run?.packets.at(-1)?.packet;
		return {
			version: this.#text.version,
			flows,
			packet: run && this.#packet(run),
			problem: run?.problem,
			step: this.#step(question, host.value, flows),
			host: hostView(host.value),
			interfaces: [...new Set(['lo', ...host.value.interfaces.map(({ name }) => name)])],
			hostProblems: host.problems,
			connections: run?.stack ? connectionLines(run.stack.connections, run.stack.now) : [],
			commands: traced ? machineCommands(traced, this.#text.settings.backend) : []
		};
	}

	run(from: number, to: number): readonly TraceNode[] {
		return this.#trace?.run(from, to) ?? [];
	}

	saved(): string {
		return this.#text.saved(undefined);
	}

	readFlow(line: string): FlowReading {
		const { problems } = readPacketLine(line, this.#text.settings.family);
		const [first] = problems;
		if (first) return { problem: `${first.message} ${first.help}`.trim() };
		return {
			flow: { name: line.trim().split(' ')[0] ?? '', packets: [line.trim()], expected: 'any' }
		};
	}

	explain(at: Place): Explanation | undefined {
		return explainAt(this.#text.document, at);
	}

	suggest(at: Place, asked: boolean): Suggestions | undefined {
		return suggestAt(this.#text.document, at, asked);
	}

	nameAt(at: Place): NameUse | undefined {
		return chainNameAt(this.#text.document, at);
	}

	rename(at: Place, name: string): Renaming {
		const renaming = renameChain(this.#text.document, at, name);
		if (!renaming.ok) return renaming;
		return {
			ok: true,
			edits: renaming.edits.map(({ at: { line, column, end }, text }) => {
				const start = this.#text.startOf(line);
				return { from: start + column, to: start + end, insert: text };
			})
		};
	}

	#packet({ packets, ruleSet }: FlowRun): PacketAnswer | undefined {
		const last = packets.at(-1);
		const passage = last?.passage;
		if (!passage) return undefined;
		const outcome = outcomeOf(passage);
		const by = decidedBy(ruleSet, passage);
		this.#trace = new TraceView(styleOf(ruleSet), ruleOf(ruleSet));
		return {
			cases: [{ condition: '', ...outcome, ...(by ? { by } : {}) }],
			packet: last.line,
			about: aboutPacket(passage),
			because: because(passage, ruleOf(ruleSet), styleOf(ruleSet)),
			stops: pathStops(passage),
			way: pathWords(passage, outcome.word),
			trace: this.#trace.nodes(passage.trace ?? []),
			unknowns: []
		};
	}

	/** What the last of the commands that ran did. */
	#step(question: Question, host: Host, after: readonly FlowAnswer[]): StepAnswer | undefined {
		const { step } = question;
		if (step === undefined || this.#text.steps === 0) return undefined;
		const { family } = this.#text.settings;
		const command = this.#text.reading.commands[step - 1];
		const old: RuleSets = this.#text.ruleSets(Math.max(0, step - 1));
		const before = new Map(
			question.flows.map((flow) => [
				flow.id,
				flowAnswer(runFlow(flow, old, host, family, undefined))
			])
		);
		return {
			line: command?.line ?? 1,
			text: command ? this.#text.document.text(command.line).trim() : '',
			...(command?.refused ? { error: command.refused.message } : {}),
			chains: difference(
				this.#text.saved(Math.max(0, step - 1)).split('\n'),
				this.#text.saved(step).split('\n')
			).filter(({ text }) => text !== ''),
			flows: question.flows.flatMap(({ id, name }) => {
				const was = before.get(id);
				const is = after.find((one) => one.id === id);
				return was && is && was.word !== is.word ? [{ name, before: was, after: is }] : [];
			})
		};
	}
}

function styleOf({ family, backend }: RuleSet): PrintContext {
	return { family, backend };
}

function ruleOf(ruleSet: RuleSet): RuleOf {
	return (chain, number) => ruleAt(ruleSet, chain.table, chain.name, number);
}
