import type { Family, PrintContext, Rule, RuleSet, RuleSets, TableName } from '$lib/iptables';
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
import { chainAt, renameChain } from './language/chains';
import { explain } from './language/explain';
import { suggest } from './language/suggest';
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
	/** Of the host last asked about, for completion. */
	#interfaces: readonly string[] = ['lo'];

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
		this.#interfaces = [...new Set(['lo', ...host.value.interfaces.map(({ name }) => name)])];
		return {
			version: this.#text.version,
			flows,
			packet: run && this.#packet(run),
			problem: run?.problem,
			step: this.#step(question, host.value, flows),
			host: hostView(host.value),
			interfaces: this.#interfaces,
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
		const { backend } = this.#text.settings;
		const family = this.#familyOf(at.line);
		return explain(this.#text.line(at.line), at, this.#rulesOf(at.line), { family, backend });
	}

	suggest(at: Place, asked: boolean): Suggestions | undefined {
		return suggest(this.#text.line(at.line), at.column, asked, {
			family: this.#familyOf(at.line),
			chains: userChains(this.#text.reading.ruleSets),
			interfaces: this.#interfaces
		});
	}

	nameAt(at: Place): NameUse | undefined {
		return chainAt(this.#text.text, at);
	}

	rename(at: Place, name: string): Renaming {
		return renameChain(this.#text.text, at, name);
	}

	/** The family that a line is for, by the program that it calls; else by its rule. */
	#familyOf(line: number): Family {
		const program = /\bip(6?)tables/.exec(this.#text.line(line));
		if (program) return program[1] === '6' ? 'ipv6' : 'ipv4';
		return this.#text.settings.family;
	}

	#rulesOf(line: number): readonly { readonly rule: Rule; readonly where: string }[] {
		const { ipv4, ipv6 } = this.#text.reading.ruleSets;
		return [ipv4, ipv6].flatMap(({ tables }) =>
			tables.flatMap((table) =>
				table.chains.flatMap((chain) =>
					chain.rules.flatMap((rule, index) =>
						rule.origin.line === line
							? [{ rule, where: `${table.name} ${chain.name}, rule ${String(index + 1)}` }]
							: []
					)
				)
			)
		);
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
			text: command ? this.#text.line(command.line).trim() : '',
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

function userChains({ ipv4, ipv6 }: RuleSets): readonly { name: string; table: TableName }[] {
	return [ipv4, ipv6].flatMap(({ tables }) =>
		tables.flatMap((table) =>
			table.chains.flatMap(({ name, policy }) =>
				policy === undefined ? [{ name, table: table.name }] : []
			)
		)
	);
}
