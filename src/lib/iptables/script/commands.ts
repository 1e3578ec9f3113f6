/** The simple commands of a script: which of them is about rules, and what the others end with. */
import type { Collector } from '../inputs/collector';
import type { SimpleCommand, Statement } from '../shell/statement';
import type { Flow, Status } from './flow';
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
		const words: Expanded[] = [];
		for (const word of command.words) {
			const expanded = this.#variables.expand(word);
			if (!expanded) return 'unknown';
			words.push(...expanded);
		}
		for (const { name, value } of command.assignments) this.#variables.assign(name, value);
		let first = 0;
		while (wrappers.has(words[first]?.text ?? '')) {
			first++;
			while (words[first]?.text.startsWith('-') || /^\w+=/.test(words[first]?.text ?? '')) first++;
		}
		const name = words[first]?.text.replace(/^.*\//, '');
		if (name === undefined) return 'ok';
		const found = iptablesProgram.exec(name);
		if (found) {
			const status = this.#rules.iptables(command, words, first, found);
			const negated = words.slice(0, first).some(({ text }) => text === '!');
			if (!negated || status === 'unknown') return status;
			return status === 'ok' ? 'failed' : 'ok';
		}
		return this.#other(command, words, first, name);
	}

	#other(command: SimpleCommand, words: readonly Expanded[], first: number, name: string): Status {
		const body = this.#flow.functions.get(name);
		if (body) return this.#call(body, words.slice(first + 1));
		const rest = words.slice(first + 1).map(({ text }) => text);
		switch (name) {
			case 'ipset':
				return this.#rules.ipset(command, rest);
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
			case 'exit':
				this.#flow.ended = true;
				return 'ok';
			case 'return':
				this.#flow.returned = true;
				return 'ok';
			case 'false':
				return 'failed';
			case '[':
			case '[[':
			case 'test':
				return 'unknown';
			default:
				if (harmless.has(name)) return 'ok';
				this.#problems.tell(
					'info',
					'other-command',
					command.span,
					`"${name}" is not a command about rules that is read here; it is passed over.`,
					''
				);
				return 'unknown';
		}
	}

	#call(body: readonly Statement[], given: readonly Expanded[]): Status {
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
