/** The statements of a script, run as far as they can be followed. */
import type { Collector } from '../inputs/collector';
import type { Statement } from '../shell/statement';
import { ScriptCommands } from './commands';
import { Flow, type Status } from './flow';
import { ScriptProblems } from './problems';
import { harmless } from './programs';
import { Variables } from './variables';

/** exit, return and the like: no loss when they are not followed. */
function leaves(what: Statement): boolean {
	if (what.kind !== 'simple')
		return what.kind === 'group' && what.body.every((each) => leaves(each));
	const [part] = what.words[0]?.parts ?? [];
	const name = part?.kind === 'text' ? part.text : '';
	return ['exit', 'return', 'break', 'continue'].includes(name) || harmless.has(name);
}

export class ScriptRunner {
	readonly #flow = new Flow();
	readonly #problems: ScriptProblems;
	readonly #variables: Variables;
	readonly #commands: ScriptCommands;

	constructor(collector: Collector) {
		this.#problems = new ScriptProblems(collector.problems);
		this.#variables = new Variables(this.#problems);
		const state = { flow: this.#flow, variables: this.#variables, problems: this.#problems };
		this.#commands = new ScriptCommands(collector, state, (body) => this.run(body));
	}

	run(statements: readonly Statement[]): Status {
		let status: Status = 'ok';
		for (const statement of statements) {
			if (this.#flow.stopped) break;
			status = this.#statement(statement);
		}
		return status;
	}

	#statement(statement: Statement): Status {
		switch (statement.kind) {
			case 'simple':
				return this.#commands.run(statement);
			case 'group':
				return this.run(statement.body);
			case 'function':
				this.#flow.functions.set(statement.name, statement.body);
				return 'ok';
			case 'for':
				return this.#for(statement);
			case 'list':
				return this.#list(statement);
			case 'unfollowed': {
				const { word, span, lastLine } = statement;
				const lines =
					lastLine > span.line ? `Lines ${span.line} to ${lastLine}` : `Line ${span.line}`;
				this.#problems.tell(
					'error',
					'not-followed',
					span,
					`${lines}: what "${word}" decides is not known here, so the commands inside are left out.`,
					'Put the commands that run on your machine outside of it.'
				);
				return 'unknown';
			}
		}
	}

	#for(statement: Extract<Statement, { readonly kind: 'for' }>): Status {
		const words = statement.words.map((word) => this.#variables.expand(word));
		if (words.includes(undefined)) return 'unknown';
		let status: Status = 'ok';
		for (const { text } of words.flatMap((each) => each ?? [])) {
			if (this.#flow.stopped) break;
			this.#variables.set(statement.variable, text);
			status = this.run(statement.body);
		}
		return status;
	}

	#list(statement: Extract<Statement, { readonly kind: 'list' }>): Status {
		let status: Status = 'ok';
		for (const { join, what } of statement.items) {
			if (this.#flow.stopped) break;
			if (join === '&&' && status === 'failed') continue;
			if (join === '||' && status === 'ok') continue;
			if ((join === '&&' || join === '||') && status === 'unknown') {
				if (leaves(what)) continue;
				if (what.kind === 'simple') {
					this.#problems.tell(
						'error',
						'not-followed',
						what.span,
						`Whether this runs depends on what stands before "${join}", which is not known here; it is left out.`,
						'Put the command on a line of its own.'
					);
				}
				continue;
			}
			status = this.#statement(what);
		}
		return status;
	}
}
