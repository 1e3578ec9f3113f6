/** The simple commands of a script: which of them is about rules, and what the others end with. */
import type { Collector } from '../inputs/collector';
import type { SimpleCommand, Statement } from '../shell/statement';
import type { Flow, Status } from './flow';
import { testStatus } from './conditions';
import type { ScriptProblems } from './problems';
import { harmless, iptablesProgram, wrappers } from './programs';
import { RuleCommands } from './rule-commands';
import type { Expanded, Variables } from './variables';

/** More commands than any script means to run: nested loops stop here. */
const MAX_COMMANDS = 200_000;
const MAX_CALLS = 50;

/** What the commands of one script share. */
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
		const words = this.#variables.expandAll(command.words);
		if (!words) return 'unknown';
		for (const assignment of command.assignments) this.#variables.assign(assignment);
		let first = 0;
		while (wrappers.has(words[first]?.text ?? '')) {
			first++;
			while (words[first]?.text.startsWith('-') || /^\w+=/.test(words[first]?.text ?? '')) first++;
		}
		const name = words[first]?.text.replace(/^.*\//, '');
		if (name === undefined) return 'ok';
		const found = iptablesProgram.exec(name);
		if (found) {
			const status = this.#rules.iptables(this.#filled(command), words, first, found);
			const negated = words.slice(0, first).some(({ text }) => text === '!');
			if (!negated || status === 'unknown') return status;
			return status === 'ok' ? 'failed' : 'ok';
		}
		return this.#other(command, words, first, name);
	}

	/** The command with what its documents come to. */
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
		const body = this.#flow.functions.get(name);
		const rest = words.slice(first + 1).map(({ text }) => text);
		if (body) return this.#call(body, rest);
		switch (name) {
			case 'ipset':
				return this.#rules.ipset(this.#filled(command), rest);
			case 'create':
			case 'add':
				return this.#rules.ipsetLine([name, ...rest], command.span);
			case 'export':
			case 'local':
			case 'readonly':
			case 'declare':
			case 'typeset':
				for (const word of words.slice(first + 1)) {
					const [variable = '', value] = /^(\w+)=(.*)$/s.exec(word.text)?.slice(1) ?? [];
					if (value !== undefined) this.#variables.set(variable, value);
				}
				return 'ok';
			case 'unset':
				for (const variable of rest) this.#variables.unset(variable);
				return 'ok';
			case 'set':
				this.#set(rest);
				return 'ok';
			case 'shift':
				this.#variables.shift(Number(rest[0] ?? 1));
				return 'ok';
			case 'break':
			case 'continue':
				if (this.#flow.loops > 0) this.#flow.left = name;
				return 'ok';
			case 'exit':
				this.#flow.ended = true;
				return 'ok';
			case 'return':
				this.#flow.returned = true;
				return 'ok';
			case 'trap':
				return this.#trap(command, rest);
			case 'false':
				return 'failed';
			case '[':
			case '[[':
			case 'test':
				return testStatus([name, ...rest]);
			default:
				return this.#unread(command, name, rest);
		}
	}

	/** `set -e`, `set -o errexit`, `set -- ...`. */
	#set(words: readonly string[]): void {
		for (const [index, word] of words.entries()) {
			if (word === '--') {
				this.#variables.setArguments(words.slice(index + 1));
				return;
			}
			const named = words[index - 1] === '-o' || words[index - 1] === '+o';
			if (named ? word === 'errexit' : /^[-+][a-zA-Z]*e/.test(word))
				this.#flow.errexit = (named ? words[index - 1] : word)?.startsWith('-') ?? false;
		}
	}

	/** `trap 'commands' EXIT`: what runs at a signal or at the end is not followed. */
	#trap({ span }: SimpleCommand, words: readonly string[]): Status {
		const [handler = ''] = words.filter((word) => word !== '--');
		if (handler === '' || handler.startsWith('-') || words.length < 2) return 'ok';
		const [program = ''] = handler.trim().split(/[\s;]/);
		const matters = /\bip6?tables\b/.test(handler) || this.#flow.functions.has(program);
		this.#problems.tell(
			matters ? 'error' : 'info',
			matters ? 'not-followed' : 'other-command',
			span,
			`What "trap" runs when the script ends, or at a signal, is not followed here; it is left out.`,
			matters ? 'Write what should stay at the end of the script.' : ''
		);
		return 'ok';
	}

	/** A command that is not followed: it matters where it names iptables. */
	#unread(command: SimpleCommand, name: string, rest: readonly string[]): Status {
		const matters = rest.some((word) => /\bip6?tables\b/.test(word));
		if (harmless.has(name)) return 'ok';
		if (matters)
			this.#problems.tell(
				'error',
				'not-followed',
				command.span,
				`What "${name}" does with iptables is not followed here; it is left out.`,
				'Write the iptables command itself.'
			);
		else
			this.#problems.tell(
				'info',
				'other-command',
				command.span,
				`"${name}" is not a command about rules that is read here; it is passed over.`,
				''
			);
		return 'unknown';
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
