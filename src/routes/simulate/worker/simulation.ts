import {
	chainNameAt,
	explainAt,
	explainLine,
	renameChain,
	suggestAt,
	type RuleSets
} from '$lib/iptables';
import { machineQuestion, printConnection, readHost } from '$lib/netfilter';
import type { Renaming } from '$lib/editor';
import type {
	TextEdit,
	Explanation,
	LineExplanation,
	NameUse,
	Place,
	Suggestions
} from '$lib/text';
import type {
	Answer,
	FlowAnswer,
	FlowReading,
	Question,
	Reading,
	Settings,
	StepAnswer,
	TraceNode
} from '../answer';
import { difference } from './chain-difference';
import { flowAnswer, readFlow, ruleSetOf, runFlow, type World } from './flow-run';
import { packetAnswer } from './packet-answer';
import { presetsFor } from './presets';
import { RuleText } from './rule-text';
import type { TraceView } from './trace-nodes';

const noSettings: Settings = { input: 'auto', family: 'ipv4', backend: 'nft' };

type Selected = Pick<Answer, 'packet' | 'problem' | 'connections' | 'question'>;

/** The worker's state: the text, and the last trace for the rows folded in it. */
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
		const { value: host, problems } = readHost(question.host);
		const { family } = this.#text.settings;
		const { ipsets } = this.#text.reading;
		const world = { ruleSets: this.#text.ruleSets(question.step), ipsets, host, family };
		const flows = question.flows.map((flow) => flowAnswer(flow, world));
		return {
			version: this.#text.version,
			flows,
			...this.#selected(question, world),
			step: this.#step(question, world, flows),
			host,
			hostProblems: problems,
			interfaces: [...new Set(['lo', ...host.interfaces.map(({ name }) => name)])],
			presets: presetsFor(host, family)
		};
	}

	run(from: number, to: number): readonly TraceNode[] {
		return this.#trace?.run(from, to) ?? [];
	}

	saved(): string {
		return this.#text.saved(undefined);
	}

	readFlow(line: string): FlowReading {
		const { problem } = readFlow([line], this.#text.settings.family);
		if (problem !== undefined) return { problem };
		const [name = '', ...rest] = line.trim().split(/\s+/);
		const to = rest[rest.indexOf('>') + 1] ?? '';
		return {
			flow: { name: `${name} to ${to}`, packets: [line.trim()], expected: 'any' }
		};
	}

	explain(at: Place): Explanation | undefined {
		return explainAt(this.#text.document, at);
	}

	explainLine(at: Place): LineExplanation {
		return explainLine(this.#text.document, at);
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

	#selected({ flows, selected }: Question, world: World): Selected {
		const none = { packet: undefined, connections: [], question: undefined };
		const flow = flows.find(({ id }) => id === selected.flow);
		if (!flow) return { ...none, problem: 'There is no flow.' };
		const lines = flow.packets.slice(0, selected.packet + 1);
		const read = readFlow(lines, world.family);
		if (read.problem !== undefined) return { ...none, problem: read.problem };
		const { packets, connections, now } = runFlow(read, world, true);
		const step = read.steps.at(-1);
		const result = packets.at(-1);
		if (step?.kind !== 'packet' || !result)
			return { ...none, problem: 'The flow pauses here, and timers and timeouts run on.' };
		const ruleSet = ruleSetOf(read, world);
		const several = packets.length > 1;
		const shown = packetAnswer(lines.at(-1) ?? '', result, selected.case, several, ruleSet);
		this.#trace = shown?.trace;
		return {
			packet: shown?.answer,
			problem: shown ? undefined : 'It is not sent: the packet that it answers never arrived.',
			connections: connections.map((connection) => printConnection(connection, now)),
			question: machineQuestion(step.packet, this.#text.settings.backend)
		};
	}

	/** What the last command that ran changed. */
	#step(question: Question, world: World, after: readonly FlowAnswer[]): StepAnswer | undefined {
		const { step, flows } = question;
		if (step === undefined || this.#text.steps === 0) return undefined;
		const command = this.#text.reading.commands[step - 1];
		const ruleSets: RuleSets = this.#text.ruleSets(Math.max(0, step - 1));
		const before = flows.map((flow) => flowAnswer(flow, { ...world, ruleSets }));
		return {
			line: command?.line ?? 1,
			text: command ? this.#text.document.text(command.line).trim() : '',
			...(command?.refused ? { error: command.refused.message } : {}),
			chains: difference(
				this.#text.saved(Math.max(0, step - 1)).split('\n'),
				this.#text.saved(step).split('\n')
			).filter(({ text }) => text !== ''),
			flows: flows.flatMap(({ name }, index) => {
				const was = before[index];
				const is = after[index];
				return was && is && was.word !== is.word ? [{ name, before: was, after: is }] : [];
			})
		};
	}
}
