/** What reading a text collects, command by command, while the rule sets change. */
import type { Problem, Span } from '$lib/net';
import type { Command } from '../command';
import type { KnownSets } from '../extension';
import { isRefusal, readCommand } from '../commands/parser';
import type { Action, CommandContext, CommandReading, Refusal } from '../commands/types';
import { Sets } from '../ipset';
import type { Counters, Family, Origin, Rule } from '../ruleset';
import type { FullSettings } from '../settings';
import type { Machine } from '../state/machine';

/** The words of a command and their places. */
export interface PlacedWords {
	readonly texts: readonly string[];
	/** Index of the first word after the program's name. */
	readonly from: number;
	readonly origin: Origin;
	/** Only computed when there is a problem to show. */
	place(word: number): Origin;
}

function spanOfWords(words: PlacedWords, first: number, last: number): Span {
	const within = (word: number) => Math.max(0, Math.min(word, words.texts.length - 1));
	if (words.texts.length === 0) return words.origin;
	const from = words.place(within(first));
	const to = words.place(within(last));
	return from.line === to.line
		? { line: from.line, column: from.column, endColumn: Math.max(from.endColumn, to.endColumn) }
		: { line: from.line, column: from.column, endLine: to.line, endColumn: to.endColumn };
}

function problemOf(refusal: Refusal, severity: Problem['severity'], words: PlacedWords): Problem {
	return {
		code: refusal.code,
		severity,
		message: refusal.message,
		help: refusal.help,
		span: spanOfWords(words, refusal.word, refusal.lastWord)
	};
}

/** The rules of an action, with their place of origin and their counters. */
function placed(action: Action, origin: Origin, counters: Counters | undefined): Command['effect'] {
	switch (action.kind) {
		case 'append':
		case 'insert':
		case 'replace':
		case 'delete':
		case 'check': {
			const rules = action.rules.map((body): Rule => {
				const { header, matches, target, unread } = body;
				return { header, matches, target, counters, unread, origin };
			});
			return { ...action, rules };
		}
		default:
			return action;
	}
}

/** Refusals that are about a rule's target, not about its own place. */
const aboutTarget: ReadonlySet<string> = new Set([
	'no-such-target',
	'jump-to-built-in',
	'bad-policy'
]);

export class Collector {
	readonly settings: FullSettings;
	readonly machine: Machine;
	readonly ipsets: Sets;
	readonly #sets: KnownSets;
	readonly commands: Command[] = [];
	readonly problems: Problem[] = [];
	/** The problems of commands that iptables refuses, in execution order. */
	readonly refusals: Problem[] = [];

	#windows = false;

	/** Whether each command is recorded; if not, a dump is read several times faster. */
	readonly notes: boolean;

	constructor(settings: FullSettings, machine: Machine, notes = true) {
		this.settings = settings;
		this.machine = machine;
		this.notes = notes;
		this.ipsets = new Sets((name) => machine.asksSet(name));
		this.#sets = {
			get: (name) => this.ipsets.known(name),
			complete: settings.names === 'refuse'
		};
	}

	/** How one command would be read, without recording anything. */
	peek(
		words: PlacedWords,
		family: Family,
		more: Pick<CommandContext, 'restoring' | 'announced'> = {}
	): CommandReading | Refusal {
		return readCommand(words.texts, words.from, {
			family,
			backend: this.settings.backend,
			names: this.settings.names,
			sets: this.#sets,
			...more
		});
	}

	/** Reads one command without running it. */
	read(
		words: PlacedWords,
		family: Family,
		more: Pick<CommandContext, 'restoring' | 'announced'> = {},
		counters?: Counters
	): Command {
		const { origin } = words;
		const reading = this.peek(words, family, more);
		const { line } = origin;
		if (isRefusal(reading)) {
			const refused = problemOf(reading, 'error', words);
			const table = more.restoring ?? 'filter';
			return { line, span: origin, family, table, effect: { kind: 'nothing' }, refused };
		}
		for (const warning of reading.warnings) {
			this.problems.push(problemOf(warning, 'warning', words));
		}
		const own = reading.counters ?? counters;
		return {
			line,
			span: origin,
			family,
			table: reading.table,
			effect: placed(reading.action, origin, own),
			counters: own,
			targetWord: reading.targetWord
		};
	}

	/** Reports once that a text comes from Windows; it is read anyway. */
	windowsLineEnds(program: string, span: Span): void {
		if (this.#windows) return;
		this.#windows = true;
		this.problems.push({
			code: 'windows-line-ends',
			severity: 'warning',
			message: `The lines end in CR LF, as on Windows: ${program} takes the CR for a part of the last word, and fails. They are read here as if they ended in LF.`,
			help: 'Convert the file, for example with dos2unix.',
			span
		});
	}

	/** Records that iptables refuses a command. */
	refuse(problem: Problem): false {
		this.problems.push(problem);
		this.refusals.push(problem);
		return false;
	}

	/** Runs a command on the rule sets; false if it is refused. */
	run(command: Command, words: PlacedWords): boolean {
		if (this.notes) this.commands.push(command);
		if (command.refused) return this.refuse(command.refused);
		const outcome = this.machine.run(command);
		if (outcome.ok) return true;
		const { code, message, help } = outcome;
		const { targetWord, effect } = command;
		const span =
			aboutTarget.has(code) && targetWord !== undefined
				? spanOfWords(words, targetWord, targetWord)
				: command.span;
		// -C is a question; "no" is a valid answer.
		const severity = effect.kind === 'check' ? 'info' : 'error';
		return this.refuse({ code, severity, message, help, span });
	}
}
