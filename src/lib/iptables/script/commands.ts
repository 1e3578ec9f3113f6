/** The simple commands of a script: which of them is about rules, and the status of the others. */
import type { Collector } from '../inputs/collector';
import { plainText } from '../shell/cursor';
import { declaring } from '../shell/simple-command';
import type { SimpleCommand, Statement } from '../shell/statement';
import { local, runBuiltin, statusOf } from './builtins';
import type { Flow, Status } from './flow';
import { OtherPrograms } from './other-programs';
import type { ScriptProblems } from './problems';
import { harmless, iptablesProgram, programName, unwrapped } from './programs';
import { RuleCommands } from './rule-commands';
import type { Expanded, Variables } from './variables';

/** More commands than any script means to run: nested loops stop here. */
const MAX_COMMANDS = 200_000;
const MAX_CALLS = 50;

/** A command without effect, whatever its words expand to: none of them sets a variable. */
function isHarmless({ words }: SimpleCommand): boolean {
	const sets = words.some(({ parts }) =>
		parts.some((part) => part.kind === 'variable' && part.otherwise?.sign === '=')
	);
	return !sets && harmless.has(plainText(words[0]) ?? '');
}

/** State shared by the commands of one script. */
export interface ScriptState {
	readonly flow: Flow;
	readonly variables: Variables;
	readonly problems: ScriptProblems;
}

export class ScriptCommands {
	readonly #flow: Flow;
	readonly #variables: Variables;
	readonly #problems: ScriptProblems;
	readonly #rules: RuleCommands;
	readonly #others: OtherPrograms;
	readonly #runBody: (body: readonly Statement[]) => Status;
	#calls = 0;
	#steps = 0;

	/** `runBody` runs the statements of a function. */
	constructor(
		collector: Collector,
		{ flow, variables, problems }: ScriptState,
		runBody: (body: readonly Statement[]) => Status
	) {
		this.#flow = flow;
		this.#variables = variables;
		this.#problems = problems;
		this.#rules = new RuleCommands(collector, problems);
		this.#others = new OtherPrograms(collector, flow, variables, problems);
		this.#runBody = runBody;
	}

	run(command: SimpleCommand): Status {
		if (++this.#steps > MAX_COMMANDS) {
			this.#problems.tell(
				'error',
				'too-many-commands',
				command.span,
				`The script runs more than ${MAX_COMMANDS} commands; the rest is left out.`,
				'Shorten its loops.'
			);
			this.#flow.ended = true;
			return 'unknown';
		}
		if (isHarmless(command)) return 'ok';
		const words = this.#variables.expandAll(command.words);
		if (!words) return 'unknown';
		const { first, around } = unwrapped(words.map(({ text }) => text));
		const name = programName(words[first]?.text ?? '');
		const back = this.#assign(command, name, words.length > 0);
		if (!back) return 'unknown';
		const status = this.#program(command, words, first, around);
		back();
		if (around.has('exec') && first < words.length) this.#flow.ended = true;
		if (!around.has('!') || status === 'unknown') return status;
		return status === 'ok' ? 'failed' : 'ok';
	}

	/** Makes the assignments before a command. They apply to that command alone: the returned function
	 * undoes them. Undefined if there is nothing but an unknown value. */
	#assign({ assignments }: SimpleCommand, name: string, before: boolean): (() => void) | undefined {
		const variables = this.#variables;
		const stays = !before || declaring.has(name);
		if (!stays && !this.#flow.functions.has(name)) return () => undefined;
		const back = stays ? () => undefined : variables.enter(variables.arguments ?? []);
		let known = true;
		for (const assignment of assignments) {
			if (!stays || local.has(name)) variables.makeLocal(assignment.name);
			if (!variables.assign(assignment)) known = false;
		}
		return known || before ? back : undefined;
	}

	#program(
		command: SimpleCommand,
		words: readonly Expanded[],
		first: number,
		around: ReadonlySet<string>
	): Status {
		const word = words[first]?.text;
		if (word === undefined) return 'ok';
		if (around.has('command -v')) return 'unknown';
		const name = programName(word);
		const own = this.#function(word, around);
		if (own) {
			return this.#call(
				own,
				words.slice(first + 1).map(({ text }) => text)
			);
		}
		const found = iptablesProgram.exec(name);
		if (!found) return this.#other(command, words, first, name);
		for (const { pattern, text, origin } of words) {
			if (!pattern) continue;
			this.#problems.tell(
				'warning',
				'file-names',
				origin,
				`The shell puts the names of files in the place of ${text} where there are any that it fits; it is taken as it stands.`,
				'Put it in quotes.'
			);
		}
		return this.#rules.iptables(this.#filled(command), words, first, found);
	}

	/** The function that a word calls: the shell knows it, but a wrapper program before it does not. */
	#function(word: string, around: ReadonlySet<string>): readonly Statement[] | undefined {
		const inShell = [...around].every((each) => each === '!' || each === 'time');
		return inShell ? this.#flow.functions.get(word) : undefined;
	}

	/** The command with its here-documents expanded. */
	#filled(command: SimpleCommand): SimpleCommand {
		const { documents, hereString } = command;
		if (documents.length === 0 && !hereString) return command;
		const filled = documents.map((each) => ({ ...each, text: this.#variables.fill(each) }));
		const given = hereString && this.#variables.expand(hereString);
		if (given) {
			const text = given.map((each) => each.text).join(' ');
			filled.push({ text, line: hereString.origin.line, raw: true });
		}
		return { ...command, documents: filled };
	}

	#other(command: SimpleCommand, words: readonly Expanded[], first: number, name: string): Status {
		const rest = words.slice(first + 1).map(({ text }) => text);
		switch (name) {
			case 'ipset':
				return this.#rules.ipset(this.#filled(command), words, first + 1);
			case 'create':
			case 'add':
				return this.#rules.setCommand(command.span, words, first);
			case 'return':
				return this.#return(command, rest[0]);
			case 'trap':
				return this.#others.trap(command, rest);
			case '.':
			case 'source':
				return this.#others.source(command, rest);
			default:
				return (
					runBuiltin(name, rest, this.#flow, this.#variables) ??
					this.#others.run(command, words[first]?.text ?? '', rest)
				);
		}
	}

	#return({ span }: SimpleCommand, given: string | undefined): Status {
		if (this.#calls > 0) {
			this.#flow.returned = true;
			return statusOf(given, this.#flow);
		}
		this.#problems.tell(
			'warning',
			'return-outside',
			span,
			'This “return” is in no function: bash continues after it, as is done here; other shells end the script.',
			'Write “exit” to end the script.'
		);
		return 'failed';
	}

	#call(body: readonly Statement[], given: readonly string[]): Status {
		if (this.#calls >= MAX_CALLS) return 'unknown';
		this.#calls++;
		const leave = this.#variables.enter(given);
		const status = this.#runBody(body);
		leave();
		this.#flow.returned = false;
		this.#calls--;
		return status;
	}
}
