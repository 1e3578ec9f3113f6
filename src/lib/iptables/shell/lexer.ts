/** Tokens of a POSIX shell script. Nothing is expanded here. */
import type { Span } from '$lib/net';
import { ScriptText } from './script-text';
import type { ShellWord, Token, WordPart } from './token';
import { WordReader } from './word-reader';

const operators = ['&&', '||', ';;', '<<-', '<<<', '<<', '>>', '>&', '<&', '&>', '>|', '<>'];
const single = ';&|()<>\n';

export interface Tokens {
	readonly tokens: readonly Token[];
	/** Where a quote opens that is never closed. */
	readonly open?: Span;
}

class Lexer {
	readonly #script: ScriptText;
	readonly #words: WordReader;
	readonly #tokens: Token[] = [];
	/** Here-documents whose lines begin at the next line. */
	#documents: { readonly end: string; readonly tabs: boolean; readonly raw: boolean }[] = [];
	#expectDocument: 'plain' | 'tabs' | undefined;

	constructor(text: string) {
		this.#script = new ScriptText(text);
		this.#words = new WordReader(this.#script);
	}

	run(): Tokens {
		while (!this.#script.atEnd) this.#step();
		const { open } = this.#words;
		return { tokens: this.#tokens, ...(open && { open }) };
	}

	#step(): void {
		const script = this.#script;
		const { text, at, char } = script;
		if (char === ' ' || char === '\t' || char === '\r') script.advance(at + 1);
		else if (char === '\\' && /^\\\r?\n/.test(script.ahead(3)))
			script.advance(text.indexOf('\n', at) + 1);
		else if (char === '#') {
			const end = text.indexOf('\n', at);
			script.advance(end < 0 ? text.length : end);
		} else if (char === '\n') {
			this.#operator('\n');
			this.#readDocuments();
		} else if (single.includes(char) || text.startsWith('&>', at)) {
			const long = operators.find((each) => text.startsWith(each, at));
			this.#operator(long ?? char);
			if (long === '<<') this.#expectDocument = 'plain';
			if (long === '<<-') this.#expectDocument = 'tabs';
		} else this.#word();
	}

	#operator(text: string): void {
		const { line, column, at } = this.#script;
		const origin = { line, column, endColumn: column + text.length };
		this.#script.advance(at + text.length);
		this.#tokens.push({ kind: 'operator', text, origin });
	}

	#word(): void {
		const script = this.#script;
		const { line, column } = script;
		const parts: WordPart[] = [];
		while (!script.atEnd) {
			if (' \t\r'.includes(script.char) || single.includes(script.char)) break;
			this.#words.part(parts, false);
		}
		const endColumn = line === script.line ? script.column : this.#lineEnd(line, column);
		const word: ShellWord = { parts, origin: { line, column, endColumn } };
		this.#tokens.push({ kind: 'word', word });
		if (this.#expectDocument) {
			const end = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
			const raw = parts.some((part) => part.kind === 'text' && part.quoted);
			this.#documents.push({ end, tabs: this.#expectDocument === 'tabs', raw });
			this.#expectDocument = undefined;
		}
	}

	/** A word that spans several lines is marked on its first. */
	#lineEnd(line: number, column: number): number {
		const first = this.#script.text.split('\n', line).at(-1) ?? '';
		return Math.max(column + 1, first.length + 1);
	}

	#readDocuments(): void {
		const script = this.#script;
		const { text } = script;
		for (const { end, tabs, raw: quoted } of this.#documents) {
			const begin = script.line;
			const lines: string[] = [];
			while (!script.atEnd) {
				const stop = text.indexOf('\n', script.at);
				const raw = text.slice(script.at, stop < 0 ? text.length : stop);
				const line = tabs ? raw.replace(/^\t+/, '') : raw;
				script.advance(stop < 0 ? text.length : stop + 1);
				if (line.replace(/\r$/, '') === end) break;
				lines.push(line);
			}
			this.#tokens.push({ kind: 'document', text: lines.join('\n'), line: begin, raw: quoted });
		}
		this.#documents = [];
	}
}

export function shellTokens(text: string): Tokens {
	return new Lexer(text).run();
}
