/** Shell scripts: run as far as they can be followed, with every iptables command on its line. */
import type { Problem, Span } from '$lib/net';
import type { Family, Origin } from '../ruleset';
import { shellTokens, type ShellWord } from '../shell/lexer';
import { shellScript, type SimpleCommand, type Statement } from '../shell/syntax';
import { Lines } from '../words/lines';
import type { Collector, PlacedWords } from './collector';
import { DumpReader } from './save';

/** A word after expansion, with the place of the word in the script that it comes from. */
interface Expanded {
	readonly text: string;
	readonly origin: Origin;
}

/** What a command ends with: success, failure, or nobody knows. */
type Status = 'ok' | 'failed' | 'unknown';

const program = /^(ip6?tables)(-legacy|-nft)?(-restore|-save)?$/;
/** Words in front of a command that leave it the same. */
const wrappers: ReadonlySet<string> = new Set([
	'sudo',
	'command',
	'exec',
	'env',
	'nice',
	'time',
	'doas',
	'!'
]);
/** Commands that say nothing about rules, and succeed. */
const harmless: ReadonlySet<string> = new Set([
	'echo',
	'printf',
	'true',
	':',
	'set',
	'sleep',
	'modprobe',
	'sysctl',
	'cat',
	'logger',
	'umask',
	'cd',
	'shopt',
	'trap',
	'unset',
	'ip',
	'systemctl',
	'service',
	'mkdir',
	'rm',
	'touch',
	'wait',
	'alias',
	'shift',
	'netfilter-persistent',
	'grep',
	'sed',
	'awk',
	'head',
	'tail',
	'sort',
	'tee',
	'wc',
	'which',
	'type'
]);
/** More commands than any script means to run: nested loops stop here. */
const MAX_COMMANDS = 200_000;
const MAX_CALLS = 50;

class ScriptRunner {
	readonly #collector: Collector;
	readonly #variables = new Map<string, string>();
	readonly #functions = new Map<string, readonly Statement[]>();
	/** Lines on which an unset variable was told of already, by name. */
	readonly #told = new Set<string>();
	#calls = 0;
	#steps = 0;
	#ended = false;
	#returned = false;

	constructor(collector: Collector) {
		this.#collector = collector;
	}

	#problem(severity: Problem['severity'], code: string, span: Span, message: string, help: string) {
		const key = `${code} ${span.line} ${span.column}`;
		if (this.#told.has(key)) return;
		this.#told.add(key);
		this.#collector.problems.push({ code, severity, message, help, span });
	}

	run(statements: readonly Statement[]): Status {
		let status: Status = 'ok';
		for (const statement of statements) {
			if (this.#ended || this.#returned) break;
			status = this.#statement(statement);
		}
		return status;
	}

	#statement(statement: Statement): Status {
		switch (statement.kind) {
			case 'simple':
				return this.#simple(statement);
			case 'group':
				return this.run(statement.body);
			case 'function':
				this.#functions.set(statement.name, statement.body);
				return 'ok';
			case 'for':
				return this.#for(statement);
			case 'list':
				return this.#list(statement);
			case 'unfollowed': {
				const { word, span, lastLine } = statement;
				const lines =
					lastLine > span.line ? `Lines ${span.line} to ${lastLine}` : `Line ${span.line}`;
				this.#problem(
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
		const words = statement.words.map((word) => this.#expand(word));
		if (words.includes(undefined)) return 'unknown';
		let status: Status = 'ok';
		for (const { text } of words.flatMap((each) => each ?? [])) {
			if (this.#ended || this.#returned) break;
			this.#variables.set(statement.variable, text);
			status = this.run(statement.body);
		}
		return status;
	}

	#list(statement: Extract<Statement, { readonly kind: 'list' }>): Status {
		let status: Status = 'ok';
		for (const { join, what } of statement.items) {
			if (this.#ended || this.#returned) break;
			if (join === '&&' && status === 'failed') continue;
			if (join === '||' && status === 'ok') continue;
			if ((join === '&&' || join === '||') && status === 'unknown') {
				if (this.#leaves(what)) continue;
				if (what.kind === 'simple') {
					this.#problem(
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

	/** exit, return and the like: no loss when they are not followed. */
	#leaves(what: Statement): boolean {
		if (what.kind !== 'simple')
			return what.kind === 'group' && what.body.every((each) => this.#leaves(each));
		const [part] = what.words[0]?.parts ?? [];
		const name = part?.kind === 'text' ? part.text : '';
		return ['exit', 'return', 'break', 'continue'].includes(name) || harmless.has(name);
	}

	/** A word with its variables filled in, split at blanks where it is not quoted; undefined where
	 * it can't be known. */
	#expand(word: ShellWord): Expanded[] | undefined {
		const { origin } = word;
		const words: Expanded[] = [];
		let current: string | undefined;
		for (const part of word.parts) {
			if (part.kind === 'opaque') {
				this.#problem(
					'error',
					'not-known',
					origin,
					`What ${part.text.length > 40 ? `${part.text.slice(0, 40)}...` : part.text} comes to is only known when the script runs.`,
					'Put the value in its place.'
				);
				return undefined;
			}
			if (part.kind === 'text') {
				current = (current ?? '') + part.text;
				if (part.text === '' && !part.quoted && word.parts.length > 1)
					current = current === '' ? undefined : current;
				continue;
			}
			const value = this.#variables.get(part.name) ?? part.fallback;
			if (value === undefined) {
				this.#problem(
					'error',
					'unset-variable',
					origin,
					`$${part.name} has no value here.`,
					`Set it above: ${part.name}=...`
				);
				return undefined;
			}
			if (part.quoted) {
				current = (current ?? '') + value;
				continue;
			}
			const pieces = value.split(/[ \t\n]+/);
			for (const [index, piece] of pieces.entries()) {
				if (index > 0) {
					if (current !== undefined) words.push({ text: current, origin });
					current = undefined;
				}
				if (piece !== '') current = (current ?? '') + piece;
			}
		}
		if (current !== undefined) words.push({ text: current, origin });
		return words;
	}

	#assign(name: string, value: ShellWord): Status {
		// An assignment is not split.
		const quoted: ShellWord = {
			origin: value.origin,
			parts: value.parts.map((part) => (part.kind === 'opaque' ? part : { ...part, quoted: true }))
		};
		const expanded = this.#expand(quoted);
		if (!expanded) {
			this.#variables.delete(name);
			return 'unknown';
		}
		this.#variables.set(name, expanded.map(({ text }) => text).join(' '));
		return 'ok';
	}

	#simple(command: SimpleCommand): Status {
		if (++this.#steps > MAX_COMMANDS) {
			this.#problem(
				'error',
				'too-many-commands',
				command.span,
				`The script runs more than ${MAX_COMMANDS} commands; the rest is left out.`,
				'Shorten its loops.'
			);
			this.#ended = true;
			return 'unknown';
		}
		const words: Expanded[] = [];
		for (const word of command.words) {
			const expanded = this.#expand(word);
			if (!expanded) return 'unknown';
			words.push(...expanded);
		}
		for (const { name, value } of command.assignments) this.#assign(name, value);
		let first = 0;
		while (wrappers.has(words[first]?.text ?? '')) {
			first++;
			while (words[first]?.text.startsWith('-') || /^\w+=/.test(words[first]?.text ?? '')) first++;
		}
		const name = words[first]?.text.replace(/^.*\//, '');
		if (name === undefined) return 'ok';
		const found = program.exec(name);
		if (found) {
			const status = this.#iptables(command, words, first, found);
			const negated = words.slice(0, first).some(({ text }) => text === '!');
			if (!negated || status === 'unknown') return status;
			return status === 'ok' ? 'failed' : 'ok';
		}
		return this.#other(command, words, first, name);
	}

	#other(command: SimpleCommand, words: readonly Expanded[], first: number, name: string): Status {
		const body = this.#functions.get(name);
		if (body) return this.#call(body, words.slice(first + 1));
		const rest = words.slice(first + 1).map(({ text }) => text);
		switch (name) {
			case 'ipset': {
				const { line, column, endColumn } = command.span;
				const origin: Origin = { line, column, endColumn };
				const [verb] = rest;
				if (verb === 'restore') {
					for (const { text, line: start } of command.documents) this.#ipsetLines(text, start);
					return 'ok';
				}
				const problem = this.#collector.ipsets.run(rest, origin);
				if (problem) this.#collector.problems.push(problem);
				return problem ? 'failed' : 'ok';
			}
			case 'create':
			case 'add':
				return this.#ipsetLine([name, ...rest], command.span);
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
				this.#ended = true;
				return 'ok';
			case 'return':
				this.#returned = true;
				return 'ok';
			case 'false':
				return 'failed';
			case '[':
			case '[[':
			case 'test':
				return 'unknown';
			default:
				if (harmless.has(name)) return 'ok';
				this.#problem(
					'info',
					'other-command',
					command.span,
					`"${name}" is not a command about rules that is read here; it is passed over.`,
					''
				);
				return 'unknown';
		}
	}

	#ipsetLines(text: string, start: number): void {
		for (const [index, line] of text.split('\n').entries()) {
			const words = line.trim().split(/\s+/);
			if (words[0] === '' || words[0]?.startsWith('#')) continue;
			this.#ipsetLine(words, { line: start + index, column: 1, endColumn: line.length + 1 });
		}
	}

	#ipsetLine(words: readonly string[], { line, column, endColumn }: Span): Status {
		const problem = this.#collector.ipsets.run(words, { line, column, endColumn });
		if (problem) this.#collector.problems.push(problem);
		return problem ? 'failed' : 'ok';
	}

	#call(body: readonly Statement[], given: readonly Expanded[]): Status {
		if (this.#calls >= MAX_CALLS) return 'unknown';
		this.#calls++;
		const saved = new Map<string, string | undefined>();
		for (const [index, { text }] of given.slice(0, 9).entries()) {
			const name = String(index + 1);
			saved.set(name, this.#variables.get(name));
			this.#variables.set(name, text);
		}
		for (const name of ['@', '*']) {
			saved.set(name, this.#variables.get(name));
			this.#variables.set(name, given.map(({ text }) => text).join(' '));
		}
		const status = this.run(body);
		for (const [name, value] of saved) {
			if (value === undefined) this.#variables.delete(name);
			else this.#variables.set(name, value);
		}
		this.#returned = false;
		this.#calls--;
		return status;
	}

	#iptables(
		command: SimpleCommand,
		words: readonly Expanded[],
		first: number,
		found: RegExpExecArray
	): Status {
		const [, name, , suffix] = found;
		const family: Family = name === 'ip6tables' ? 'ipv6' : 'ipv4';
		if (suffix === '-save') return 'ok';
		if (suffix === '-restore') return this.#restore(command, words.slice(first + 1), family);
		const { line, column, endColumn, endLine } = command.span;
		const texts = words.map(({ text }) => text);
		const placed: PlacedWords = {
			texts,
			from: first + 1,
			origin: { line, column, endColumn: endLine === undefined ? endColumn : column + 1 },
			place: (word) => words[word]?.origin ?? { line, column, endColumn }
		};
		const reading = this.#collector.read(placed, family);
		return this.#collector.run({ ...reading, span: command.span }, placed) ? 'ok' : 'failed';
	}

	#restore(command: SimpleCommand, words: readonly Expanded[], family: Family): Status {
		const keep = words.some(({ text }) => text === '-n' || text === '--noflush');
		if (command.documents.length === 0) {
			this.#problem(
				'error',
				'no-dump',
				command.span,
				'What iptables-restore reads here is not in the text.',
				'Paste the dump itself, or put it into a here-document.'
			);
			return 'unknown';
		}
		const before = this.#collector.problems.length;
		for (const { text, line } of command.documents) {
			// Empty lines in front keep the line numbers of the script.
			const lines = new Lines('\n'.repeat(line - 1) + text);
			new DumpReader(this.#collector, lines, { keepTable: keep, family }).read();
		}
		const failed = this.#collector.problems
			.slice(before)
			.some(({ severity }) => severity === 'error');
		return failed ? 'failed' : 'ok';
	}
}

export function readScript(collector: Collector, text: string): void {
	const { statements, faults } = shellScript(shellTokens(text));
	for (const { message, span } of faults) {
		collector.problems.push({ code: 'shell-syntax', severity: 'error', message, help: '', span });
	}
	new ScriptRunner(collector).run(statements);
}
