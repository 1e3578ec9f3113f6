/** The commands of a script about rules and sets: they run on the rule set. */
import type { Span } from '$lib/net';
import { Collector, type PlacedWords } from '../inputs/collector';
import { DumpReader, type DumpOptions } from '../inputs/save';
import type { Family } from '../ruleset';
import type { SimpleCommand } from '../shell/statement';
import { readVerb } from '../ipset';
import { restoreSets, runSetCommand, type SetStatus } from '../inputs/set-commands';
import { Machine } from '../state/machine';
import { Lines } from '../words/lines';
import type { Status } from './flow';
import type { ScriptProblems } from './problems';
import { onlyTable, restoreOptions } from './restore-options';
import type { Expanded } from './variables';

function placedWords(
	{ line, column, endColumn, endLine }: Span,
	words: readonly Expanded[],
	from: number
): PlacedWords {
	return {
		texts: words.map(({ text }) => text),
		from,
		origin: { line, column, endColumn: endLine === undefined ? endColumn : column + 1 },
		place: (word) => words[word]?.origin ?? { line, column, endColumn }
	};
}

const endings: Readonly<Record<SetStatus, Status>> = {
	ok: 'ok',
	no: 'failed',
	refused: 'failed',
	unknown: 'unknown'
};

export class RuleCommands {
	readonly #collector: Collector;
	readonly #problems: ScriptProblems;

	constructor(collector: Collector, problems: ScriptProblems) {
		this.#collector = collector;
		this.#problems = problems;
	}

	/** Runs `words`; their program is the word at `first` and is `found` by its name. */
	iptables(
		command: SimpleCommand,
		words: readonly Expanded[],
		first: number,
		found: RegExpExecArray
	): Status {
		const [, name, named, suffix] = found;
		const family: Family = name === 'ip6tables' ? 'ipv6' : 'ipv4';
		if (named !== undefined) this.#otherBackend(named.slice(1), command.span);
		if (suffix === '-save') return 'ok';
		if (suffix === '-restore') return this.#restore(command, words.slice(first + 1), family);
		const placed = placedWords(command.span, words, first + 1);
		const reading = this.#collector.read(placed, family);
		return this.#collector.run({ ...reading, span: command.span }, placed) ? 'ok' : 'failed';
	}

	#restore(command: SimpleCommand, words: readonly Expanded[], family: Family): Status {
		const { keep, counters, verbose, test, ends, table, file } = restoreOptions(
			words.map(({ text }) => text)
		);
		if (command.documents.length === 0 || file) {
			this.#problems.tell(
				'error',
				'no-dump',
				command.span,
				'What iptables-restore reads here is not in the text.',
				'Paste the dump itself, or put it into a here-document.'
			);
			return 'unknown';
		}
		if (test) {
			this.#problems.tell(
				'info',
				'test-only',
				command.span,
				'With this option, iptables-restore changes nothing: --test only looks whether the dump can be loaded.',
				''
			);
		}
		// If there are several here-documents, the shell uses the last.
		const { text, line } = command.documents.at(-1) ?? { text: '', line: command.span.line };
		// Empty lines before it keep the line numbers of the script.
		const lines = new Lines(
			'\n'.repeat(line - 1) +
				(table ? onlyTable(text, table, this.#collector.settings.backend) : text)
		);
		const options = { keepTable: keep, chainwise: verbose, family, counters, strict: true };
		if (test) {
			if (!ends) this.#look(command.span, lines, options);
			return 'unknown';
		}
		if (new DumpReader(this.#collector, lines, options).read()) return 'ok';
		this.#problems.tell(
			'warning',
			'restore-stops',
			command.span,
			'iptables-restore stops at the first error: nothing of that table is loaded, nor what follows.',
			'Correct the line with the error.'
		);
		return 'failed';
	}

	/** --test: the legacy kernel creates the tables that it is asked for, up to the first error. */
	#look(span: Span, lines: Lines, options: DumpOptions & { readonly family: Family }): void {
		const { settings, machine, ipsets } = this.#collector;
		if (settings.backend !== 'legacy') return;
		const { family } = options;
		const before = machine.ruleSets();
		const trial = new Collector(settings, new Machine('legacy', before, settings.release), false);
		trial.ipsets.take(ipsets.list());
		new DumpReader(trial, lines, options).read();
		const { tables } = trial.machine.ruleSets()[family];
		for (const { name } of [...tables].reverse()) {
			if (before[family].tables.some((each) => each.name === name)) continue;
			const words = placedWords(span, [], 0);
			const effect = { kind: 'list' } as const;
			this.#collector.run({ line: span.line, span, family, table: name, effect }, words);
		}
	}

	/** A program for another back end than the one that the rules are read for. */
	#otherBackend(named: string, span: Span): void {
		const { backend } = this.#collector.settings;
		if (named === backend) return;
		this.#problems.tell(
			'warning',
			'other-back-end',
			span,
			`This program keeps its rules in the ${named} back end, beside those of ${backend}; it is read here as of ${backend}.`,
			`Choose the ${named} back end, or use one program for all rules.`
		);
	}

	/** Runs ipset; `from` is the first word after its name. */
	ipset(command: SimpleCommand, words: readonly Expanded[], from: number): Status {
		const verb = readVerb(words.slice(from).map(({ text }) => text));
		if (!('verb' in verb) || verb.verb !== 'restore')
			return this.setCommand(command.span, words, from);
		if (command.documents.length === 0 || verb.file !== undefined) {
			this.#problems.tell(
				'error',
				'no-sets',
				command.span,
				'What ipset restore reads here is not in the text.',
				'Paste it beside the rules, or put it into a here-document.'
			);
			return 'unknown';
		}
		let status: Status = 'ok';
		for (const { text, line } of command.documents)
			if (status === 'ok') status = endings[restoreSets(this.#collector, text, line, verb.exist)];
		return status;
	}

	/** Runs a command of ipset other than restore. */
	setCommand(span: Span, words: readonly Expanded[], from: number): Status {
		return endings[runSetCommand(this.#collector, placedWords(span, words, from))];
	}
}
