/** Statements of a shell script: what can be followed without running it. */
import { plain, TokenCursor, type Fault } from './cursor';
import type { ShellWord, Token } from './token';
import { simpleCommand } from './simple-command';
import type { Statement } from './statement';
import { arithmeticCommand, unfollowed } from './unfollowed';

export interface Script {
	readonly statements: readonly Statement[];
	readonly faults: readonly Fault[];
}

/** Statements that are not followed. */
const undecided: ReadonlySet<string> = new Set(['case', 'while', 'until', 'select']);

/** Nesting beyond which no text is a script that someone wrote. */
const MAX_DEPTH = 100;

class Syntax {
	readonly #cursor: TokenCursor;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#cursor = new TokenCursor(tokens);
	}

	run(): Script {
		const statements: Statement[] = [];
		while (this.#cursor.at < this.#cursor.tokens.length) {
			statements.push(...this.#body([]));
			const token = this.#cursor.tokens[this.#cursor.at++];
			if (token) this.#cursor.fault(token, 'This does not belong here.');
		}
		return { statements, faults: this.#cursor.faults };
	}

	/** Statements up to one of the given words (not consumed), or to a token that begins none. */
	#body(until: readonly string[]): Statement[] {
		const statements: Statement[] = [];
		for (;;) {
			this.#cursor.skipBreaks();
			const token = this.#cursor.token;
			const word = plain(token);
			if (!token || (word !== undefined && until.includes(word))) return statements;
			if (token.kind === 'operator' && token.text !== '(' && !/^\d*[<>&]/.test(token.text)) {
				return statements;
			}
			const before = this.#cursor.at;
			const statement = this.#list();
			if (statement) statements.push(statement);
			if (this.#cursor.at === before) return statements;
		}
	}

	#list(): Statement | undefined {
		const first = this.#statement();
		if (!first) return undefined;
		const items: { join: '' | '&&' | '||' | '|'; what: Statement }[] = [{ join: '', what: first }];
		for (;;) {
			const join = this.#cursor.operator;
			if (join !== '&&' && join !== '||' && join !== '|') break;
			this.#cursor.at++;
			while (this.#cursor.operator === '\n') this.#cursor.at++;
			const what = this.#statement();
			if (!what) break;
			items.push({ join, what });
		}
		return items.length === 1 ? first : { kind: 'list', items };
	}

	#statement(): Statement | undefined {
		if (++this.#depth > MAX_DEPTH) {
			this.#depth--;
			this.#cursor.fault(this.#cursor.token, 'This is nested too deeply.');
			this.#cursor.at = this.#cursor.tokens.length;
			return undefined;
		}
		const statement = this.#compound() ?? simpleCommand(this.#cursor);
		this.#depth--;
		return statement;
	}

	#compound(): Statement | undefined {
		const token = this.#cursor.token;
		if (this.#cursor.operator === '(') return arithmeticCommand(this.#cursor) ?? this.#subshell();
		const word = plain(token);
		if (word === undefined || token?.kind !== 'word') return undefined;
		if (word === '{') {
			this.#cursor.at++;
			const body = this.#body(['}']);
			this.#cursor.closeWord('}', token);
			return { kind: 'group', body, span: token.word.origin };
		}
		if (word === 'for') return this.#for(token);
		if (word === 'if') return this.#if(token);
		if (undecided.has(word)) return unfollowed(this.#cursor, word, token.word.origin);
		if (word === 'function') {
			this.#cursor.at++;
			const name = plain(this.#cursor.tokens[this.#cursor.at++]) ?? '';
			return this.#function(name.replace(/\(\)$/, ''));
		}
		const next = this.#cursor.tokens[this.#cursor.at + 1];
		// `name=(` begins an array.
		if (next?.kind === 'operator' && next.text === '(' && !word.includes('=')) {
			this.#cursor.at++;
			return this.#function(word);
		}
		return undefined;
	}

	#subshell(): Statement {
		const opened = this.#cursor.token;
		this.#cursor.at++;
		const body = this.#body([]);
		this.#cursor.close(')');
		const span = opened?.kind === 'operator' ? opened.origin : { line: 1, column: 1, endColumn: 2 };
		return { kind: 'subshell', body, span };
	}

	#function(name: string): Statement | undefined {
		if (this.#cursor.operator === '(') {
			this.#cursor.at++;
			this.#cursor.close(')');
		}
		this.#cursor.skipBreaks();
		const opened = this.#cursor.token;
		if (plain(opened) !== '{' || !opened) {
			this.#cursor.fault(opened, `The “{” that begins the function ${name} is missing.`);
			return undefined;
		}
		this.#cursor.at++;
		const body = this.#body(['}']);
		this.#cursor.closeWord('}', opened);
		return { kind: 'function', name, body };
	}

	/** An `if` whose parts can't be separated is not followed. */
	#if(opened: Token & { readonly kind: 'word' }): Statement {
		const cursor = this.#cursor;
		const first = cursor.at;
		const { origin } = opened.word;
		const unknown = unfollowed(cursor, 'if', origin);
		const { at: end } = cursor;
		const faults = cursor.faults.length;
		const branches: { condition: Statement[]; body: Statement[] }[] = [];
		let otherwise: Statement[] = [];
		cursor.at = first;
		while (branches.length === 0 || plain(cursor.token) === 'elif') {
			cursor.at++;
			const condition = this.#body(['then']);
			cursor.closeWord('then', opened);
			branches.push({ condition, body: this.#body(['elif', 'else', 'fi']) });
		}
		if (plain(cursor.token) === 'else') {
			cursor.at++;
			otherwise = this.#body(['fi']);
		}
		cursor.closeWord('fi', opened);
		const parts = branches.flatMap(({ condition, body }) => [condition, body]);
		const isWhole = parts.every(({ length }) => length > 0);
		if (isWhole && cursor.faults.length === faults && cursor.at === end)
			return { kind: 'if', branches, otherwise, unknown, span: origin };
		cursor.faults.length = faults;
		cursor.at = end;
		return unknown;
	}

	#for(opened: Token & { readonly kind: 'word' }): Statement | undefined {
		this.#cursor.at++;
		const variable = plain(this.#cursor.token) ?? '';
		if (!/^[A-Za-z_]\w*$/.test(variable)) {
			this.#cursor.at--;
			return unfollowed(this.#cursor, 'for', opened.word.origin);
		}
		this.#cursor.at++;
		const { origin } = opened.word;
		const words: ShellWord[] = [];
		while (this.#cursor.operator === '\n') this.#cursor.at++;
		if (plain(this.#cursor.token) !== 'in') {
			// All arguments, as in "$@".
			words.push({ parts: [{ kind: 'variable', name: '@', quoted: true }], origin });
		} else {
			this.#cursor.at++;
			for (let token = this.#cursor.token; token?.kind === 'word';) {
				words.push(token.word);
				token = this.#cursor.tokens[++this.#cursor.at];
			}
		}
		this.#cursor.skipBreaks();
		this.#cursor.closeWord('do', opened);
		const body = this.#body(['done']);
		this.#cursor.closeWord('done', opened);
		return { kind: 'for', variable, words, body, span: origin };
	}
}

export function shellScript(tokens: readonly Token[]): Script {
	return new Syntax(tokens).run();
}
