/** Statements of a shell script: what can be followed without running it. */
import type { Span } from '$lib/net';
import type { ShellWord, Token } from './lexer';
import type { Statement } from './statement';

export interface Script {
	readonly statements: readonly Statement[];
	readonly faults: readonly { readonly message: string; readonly span: Span }[];
}

const ends = new Map([
	['if', 'fi'],
	['case', 'esac'],
	['while', 'done'],
	['until', 'done'],
	['select', 'done']
]);
const opens: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'select', 'for']);
const closes: ReadonlySet<string> = new Set(['fi', 'esac', 'done']);

/** Nesting beyond which a text is no script anyone wrote. */
const MAX_DEPTH = 100;

function plain(token: Token | undefined): string | undefined {
	if (token?.kind !== 'word') return undefined;
	const { parts } = token.word;
	const [part] = parts;
	return parts.length === 1 && part?.kind === 'text' && !part.quoted ? part.text : undefined;
}

/** What stands before the `=` of an assignment, and the word behind it. */
function assignment(word: ShellWord): { name: string; value: ShellWord } | undefined {
	const [first, ...rest] = word.parts;
	if (first?.kind !== 'text' || first.quoted) return undefined;
	const found = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(first.text);
	const name = found?.[1];
	if (!found || name === undefined) return undefined;
	const text = first.text.slice(found[0].length);
	return {
		name,
		value: { parts: [{ kind: 'text', text, quoted: false }, ...rest], origin: word.origin }
	};
}

class Syntax {
	readonly #tokens: readonly Token[];
	readonly #faults: { message: string; span: Span }[] = [];
	#at = 0;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	run(): Script {
		const statements: Statement[] = [];
		while (this.#at < this.#tokens.length) {
			statements.push(...this.#body([]));
			const token = this.#tokens[this.#at++];
			if (token) this.#fault(token, 'This does not belong here.');
		}
		return { statements, faults: this.#faults };
	}

	#fault(token: Token | undefined, message: string): void {
		const span =
			token?.kind === 'word'
				? token.word.origin
				: token?.kind === 'operator'
					? token.origin
					: { line: token?.line ?? 1, column: 1, endColumn: 1 };
		this.#faults.push({ message, span });
	}

	#operator(): string | undefined {
		const token = this.#tokens[this.#at];
		return token?.kind === 'operator' ? token.text : undefined;
	}

	#skipBreaks(): void {
		for (;;) {
			const token = this.#tokens[this.#at];
			if (token?.kind === 'document') this.#at++;
			else if (token?.kind === 'operator' && [';', '\n', '&', ';;'].includes(token.text))
				this.#at++;
			else return;
		}
	}

	/** Statements up to one of the words given (not taken), or what no statement begins with. */
	#body(until: readonly string[]): Statement[] {
		const statements: Statement[] = [];
		for (;;) {
			this.#skipBreaks();
			const token = this.#tokens[this.#at];
			const word = plain(token);
			if (!token || (word !== undefined && until.includes(word))) return statements;
			if (token.kind === 'operator' && token.text !== '(' && !/^\d*[<>&]/.test(token.text)) {
				return statements;
			}
			const before = this.#at;
			const statement = this.#list();
			if (statement) statements.push(statement);
			if (this.#at === before) return statements;
		}
	}

	#list(): Statement | undefined {
		const first = this.#statement();
		if (!first) return undefined;
		const items: { join: '' | '&&' | '||' | '|'; what: Statement }[] = [{ join: '', what: first }];
		for (;;) {
			const join = this.#operator();
			if (join !== '&&' && join !== '||' && join !== '|') break;
			this.#at++;
			while (this.#operator() === '\n') this.#at++;
			const what = this.#statement();
			if (!what) break;
			items.push({ join, what });
		}
		return items.length === 1 ? first : { kind: 'list', items };
	}

	#statement(): Statement | undefined {
		if (++this.#depth > MAX_DEPTH) {
			this.#depth--;
			this.#fault(this.#tokens[this.#at], 'This is nested too deep.');
			this.#at = this.#tokens.length;
			return undefined;
		}
		const statement = this.#compound() ?? this.#simple();
		this.#depth--;
		return statement;
	}

	#compound(): Statement | undefined {
		const token = this.#tokens[this.#at];
		if (this.#operator() === '(') {
			this.#at++;
			const body = this.#body([]);
			this.#close(')');
			return { kind: 'group', body };
		}
		const word = plain(token);
		if (word === undefined || token?.kind !== 'word') return undefined;
		if (word === '{') {
			this.#at++;
			const body = this.#body(['}']);
			this.#closeWord('}', token);
			return { kind: 'group', body };
		}
		if (word === 'for') return this.#for(token);
		if (ends.has(word)) return this.#unfollowed(word, token.word.origin);
		if (word === 'function') {
			this.#at++;
			const name = plain(this.#tokens[this.#at++]) ?? '';
			return this.#function(name.replace(/\(\)$/, ''));
		}
		const next = this.#tokens[this.#at + 1];
		if (next?.kind === 'operator' && next.text === '(') {
			this.#at++;
			return this.#function(word);
		}
		return undefined;
	}

	#close(text: string): void {
		if (this.#operator() === text) this.#at++;
		else this.#fault(this.#tokens[this.#at], `A "${text}" is missing.`);
	}

	#closeWord(text: string, opened: Token): void {
		if (plain(this.#tokens[this.#at]) === text) this.#at++;
		else this.#fault(opened, `The "${text}" that ends this is missing.`);
	}

	#function(name: string): Statement | undefined {
		if (this.#operator() === '(') {
			this.#at++;
			this.#close(')');
		}
		this.#skipBreaks();
		const opened = this.#tokens[this.#at];
		if (plain(opened) !== '{' || !opened) {
			this.#fault(opened, `The "{" that begins the function ${name} is missing.`);
			return undefined;
		}
		this.#at++;
		const body = this.#body(['}']);
		this.#closeWord('}', opened);
		return { kind: 'function', name, body };
	}

	#for(opened: Token & { readonly kind: 'word' }): Statement | undefined {
		this.#at++;
		const variable = plain(this.#tokens[this.#at]) ?? '';
		if (!/^[A-Za-z_]\w*$/.test(variable)) {
			this.#at--;
			return this.#unfollowed('for', opened.word.origin);
		}
		this.#at++;
		const words: ShellWord[] = [];
		if (plain(this.#tokens[this.#at]) === 'in') {
			this.#at++;
			for (let token = this.#tokens[this.#at]; token?.kind === 'word';) {
				words.push(token.word);
				token = this.#tokens[++this.#at];
			}
		}
		this.#skipBreaks();
		this.#closeWord('do', opened);
		const body = this.#body(['done']);
		this.#closeWord('done', opened);
		return { kind: 'for', variable, words, body, span: opened.word.origin };
	}

	/** Skips to the end that matches, whatever is in between. */
	#unfollowed(word: string, span: Span): Statement {
		let depth = 0;
		let lastLine = span.line;
		let commandPosition = true;
		for (; this.#at < this.#tokens.length; this.#at++) {
			const token = this.#tokens[this.#at];
			if (token?.kind === 'operator') {
				lastLine = token.origin.line;
				commandPosition = true;
				continue;
			}
			if (token?.kind !== 'word') continue;
			lastLine = token.word.origin.line;
			const text = plain(token);
			if (commandPosition && text !== undefined) {
				if (opens.has(text)) depth++;
				else if (closes.has(text) && --depth <= 0) {
					this.#at++;
					break;
				}
			}
			commandPosition = ['then', 'else', 'do', '!', '{'].includes(text ?? '');
		}
		return { kind: 'unfollowed', word, span, lastLine };
	}

	#simple(): Statement | undefined {
		const words: ShellWord[] = [];
		const assignments: { name: string; value: ShellWord }[] = [];
		let awaited = 0;
		let input: ShellWord | undefined;
		let start: Span | undefined;
		let end: Span | undefined;
		for (;;) {
			const token = this.#tokens[this.#at];
			if (token?.kind === 'word') {
				const own = words.length === 0 ? assignment(token.word) : undefined;
				if (own) assignments.push(own);
				else words.push(token.word);
				start ??= token.word.origin;
				end = token.word.origin;
				this.#at++;
			} else if (token?.kind === 'operator' && /^[<>]|^&>/.test(token.text)) {
				// A number right before a redirection is the file descriptor.
				const last = words.at(-1);
				const [part] = last?.parts ?? [];
				if (
					last &&
					part?.kind === 'text' &&
					/^\d$/.test(part.text) &&
					last.origin.endColumn === token.origin.column &&
					last.origin.line === token.origin.line
				) {
					words.pop();
				}
				start ??= token.origin;
				this.#at++;
				const file = this.#tokens[this.#at];
				if (file?.kind === 'word') {
					this.#at++;
					if (token.text === '<') input = file.word;
					if (token.text === '<<' || token.text === '<<-') awaited++;
				}
			} else break;
		}
		if (!start) return undefined;
		const documents = awaited > 0 ? this.#documents(awaited) : [];
		const from = start;
		const to = end ?? start;
		const span: Span =
			from.line === to.line
				? { line: from.line, column: from.column, endColumn: to.endColumn }
				: { line: from.line, column: from.column, endLine: to.line, endColumn: to.endColumn };
		return { kind: 'simple', assignments, words, documents, span, ...(input && { input }) };
	}

	/** The next documents behind the end of the line. */
	#documents(count: number): { text: string; line: number }[] {
		const found: { text: string; line: number }[] = [];
		for (let at = this.#at; at < this.#tokens.length && found.length < count; at++) {
			const token = this.#tokens[at];
			if (token?.kind === 'document') found.push({ text: token.text, line: token.line });
		}
		return found;
	}
}

export function shellScript(tokens: readonly Token[]): Script {
	return new Syntax(tokens).run();
}
