/** The statements of a script, run as far as they can be followed. */
import type { Collector } from '../inputs/collector';
import { plainText } from '../shell/cursor';
import type { Statement, Unfollowed } from '../shell/statement';
import { assignedIn } from './assigned';
import { ScriptCommands } from './commands';
import { Flow, type Status } from './flow';
import { ScriptProblems } from './problems';
import { harmless } from './programs';
import { ruleEffect } from './rule-managers';
import { Variables } from './variables';

/** exit, return and the like: nothing is lost if they are not followed. */
function leaves(what: Statement): boolean {
	if (what.kind !== 'simple')
		return what.kind === 'group' && what.body.every((each) => leaves(each));
	const [name = '', ...words] = what.words.map((word) => plainText(word));
	if (name === 'exit' || name === 'return' || harmless.has(name)) return true;
	const known = words.filter((word) => word !== undefined);
	const effect = known.length === words.length ? ruleEffect(name, known) : undefined;
	return effect === 'asks' || effect === 'nothing';
}

/** `cat <<EOF | iptables-restore`: the next command reads what cat reads. */
function withDocuments(what: Statement, before: Statement | undefined): Statement {
	if (what.kind !== 'simple' || before?.kind !== 'simple') return what;
	const { documents, words } = before;
	if (documents.length === 0 || words.length !== 1 || plainText(words[0]) !== 'cat') return what;
	return { ...what, documents };
}

/** Statements whose failure ends a script with `set -e`; in others, their last command's does. */
const ends: ReadonlySet<Statement['kind']> = new Set(['simple', 'subshell']);

export class ScriptRunner {
	readonly #flow = new Flow();
	readonly #problems: ScriptProblems;
	readonly #variables: Variables;
	readonly #commands: ScriptCommands;

	/** `errexit`: the script was started by `bash -e`. */
	constructor(collector: Collector, errexit = false) {
		this.#flow.errexit = errexit;
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
			if (status === 'failed' && ends.has(statement.kind)) this.#failed(statement);
		}
		return status;
	}

	/** With `set -e` the script ends at a command that fails, unless its status is tested (`!`). */
	#failed(statement: Statement): void {
		const flow = this.#flow;
		if (statement.kind === 'simple' && plainText(statement.words[0]) === '!') return;
		if (!flow.errexit || flow.conditions > 0 || flow.ended || !('span' in statement)) return;
		const { span } = statement;
		flow.ended = true;
		this.#problems.tell(
			'warning',
			'script-ends',
			span,
			'This command fails, so that the script ends here (set -e): what follows does not run.',
			'Correct the command, or put “|| true” after it.'
		);
	}

	/** Runs something in a subshell. */
	#apart(run: () => Status): Status {
		const ends = [this.#flow.fork(), this.#variables.fork()];
		const status = run();
		for (const end of ends) end();
		return status;
	}

	#statement(statement: Statement): Status {
		const status = this.#run(statement);
		this.#flow.last = status;
		return status;
	}

	#run(statement: Statement): Status {
		switch (statement.kind) {
			case 'simple':
				return this.#commands.run(statement);
			case 'group':
				return this.run(statement.body);
			case 'subshell':
				return this.#apart(() => this.run(statement.body));
			case 'arithmetic':
				this.#variables.doubt(statement.names);
				return 'unknown';
			case 'function':
				this.#flow.define(statement.name, statement.body);
				return 'ok';
			case 'for':
				return this.#for(statement);
			case 'list':
				return this.#list(statement);
			case 'if':
				return this.#if(statement);
			case 'unfollowed':
				return this.#leaveOut(statement);
		}
	}

	#leaveOut({ word, span, lastLine, names, functions }: Unfollowed): Status {
		this.#variables.doubt(names);
		for (const name of functions) this.#flow.unsure.add(name);
		const lines = lastLine > span.line ? `Lines ${span.line} to ${lastLine}` : `Line ${span.line}`;
		this.#problems.tell(
			'error',
			'not-followed',
			span,
			`${lines}: what “${word}” decides is not known here, so the commands inside are left out.`,
			'Put the commands that run on your machine outside of it.'
		);
		return 'unknown';
	}

	#if({ branches, otherwise, unknown }: Extract<Statement, { readonly kind: 'if' }>): Status {
		const flow = this.#flow;
		for (const { condition, body } of branches) {
			flow.conditions++;
			const status = this.run(condition);
			flow.conditions--;
			if (flow.stopped) return status;
			if (status === 'unknown') return this.#leaveOut(unknown);
			if (status === 'ok') return this.run(body);
		}
		return this.run(otherwise);
	}

	#for(statement: Extract<Statement, { readonly kind: 'for' }>): Status {
		const words = this.#variables.expandAll(statement.words);
		const files = words?.find(({ pattern }) => pattern);
		if (files) {
			this.#problems.tell(
				'error',
				'not-known',
				files.origin,
				`Which files ${files.text} stands for is only known when the script runs.`,
				'Write the list in its place.'
			);
		}
		if (!words || files) {
			this.#variables.doubt(assignedIn(statement));
			return 'unknown';
		}
		const flow = this.#flow;
		let status: Status = 'ok';
		flow.loops++;
		for (const { text } of words) {
			this.#variables.set(statement.variable, text);
			status = this.run(statement.body);
			const { left } = flow;
			const outer = left && left.levels > 1 && flow.loops > 1;
			flow.left = outer ? { ...left, levels: left.levels - 1 } : undefined;
			if (left?.by === 'break' || flow.stopped) break;
		}
		flow.loops--;
		return status;
	}

	#list({ items }: Extract<Statement, { readonly kind: 'list' }>): Status {
		let status: Status = 'ok';
		let before: Statement | undefined;
		for (const [index, { join, what: written }] of items.entries()) {
			if (this.#flow.stopped) break;
			const what = join === '|' ? withDocuments(written, before) : written;
			before = written;
			if (join === '&&' && status === 'failed') continue;
			if (join === '||' && status === 'ok') continue;
			if ((join === '&&' || join === '||') && status === 'unknown') {
				this.#variables.doubt(assignedIn(what));
				if (leaves(what)) continue;
				if ('span' in what) {
					this.#problems.tell(
						'error',
						'not-followed',
						what.span,
						`Whether this runs depends on what stands before “${join}”, which is not known here; it is left out.`,
						'Put the command on a line of its own.'
					);
				}
				continue;
			}
			const last = index === items.length - 1;
			if (!last) this.#flow.conditions++;
			const piped = join === '|' || items[index + 1]?.join === '|';
			status = piped ? this.#apart(() => this.#statement(what)) : this.#statement(what);
			if (!last) this.#flow.conditions--;
			else if (status === 'failed' && ends.has(what.kind)) this.#failed(what);
		}
		return status;
	}
}
