/** Tokens of a POSIX shell script: words in parts, and operators. Nothing is expanded here. */
import type { Origin } from '../ruleset';

export type WordPart =
	| { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
	| {
			readonly kind: 'variable';
			readonly name: string;
			readonly quoted: boolean;
			/** Of ${name:-default}, ${name-default} and ${name:=default}. */
			readonly fallback?: string;
			/** `:`: also in the place of an empty value. */
			readonly orEmpty?: true;
			/** `=`: the default becomes the value. */
			readonly assigned?: true;
			/** Of ${name[index]}: a number, `@` or `*`. */
			readonly index?: string;
	  }
	/** $((...)) */
	| { readonly kind: 'arithmetic'; readonly text: string; readonly quoted: boolean }
	/** $(...), `...`, ${name%...}: what it comes to is not known. */
	| { readonly kind: 'opaque'; readonly text: string };

export interface ShellWord {
	readonly parts: readonly WordPart[];
	readonly origin: Origin;
}

export type Token =
	| { readonly kind: 'word'; readonly word: ShellWord }
	| { readonly kind: 'operator'; readonly text: string; readonly origin: Origin }
	/** The lines of a here-document, joined, and the line it begins on. */
	| {
			readonly kind: 'document';
			readonly text: string;
			readonly line: number;
			/** Its end was quoted: nothing in it is expanded. */
			readonly raw: boolean;
	  };

const operators = ['&&', '||', ';;', '<<-', '<<<', '<<', '>>', '>&', '<&', '&>', '>|', '<>'];
const single = ';&|()<>\n';
/** Escapes within $'...': hexadecimal, octal, or one character. */
const escapes = /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^]))/g;
const controls: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	e: '\x1b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v'
};
const name = /^[A-Za-z_][A-Za-z0-9_]*/;

class Lexer {
	readonly #text: string;
	readonly #tokens: Token[] = [];
	#at = 0;
	#line = 1;
	#lineStart = 0;
	/** Here-documents whose lines begin at the next line. */
	#documents: { readonly end: string; readonly tabs: boolean; readonly raw: boolean }[] = [];
	#expectDocument: 'plain' | 'tabs' | undefined;

	constructor(text: string) {
		this.#text = text;
	}

	run(): readonly Token[] {
		while (this.#at < this.#text.length) this.#step();
		return this.#tokens;
	}

	#newline(): void {
		this.#line++;
		this.#lineStart = this.#at;
	}

	#step(): void {
		const text = this.#text;
		const at = this.#at;
		const char = text.charAt(at);
		if (char === ' ' || char === '\t' || char === '\r') this.#at++;
		else if (char === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) this.#continued();
		else if (char === '#') {
			const end = text.indexOf('\n', at);
			this.#at = end < 0 ? text.length : end;
		} else if (char === '\n') {
			this.#operator('\n');
			this.#newline();
			this.#readDocuments();
		} else if (single.includes(char) || text.startsWith('&>', at)) {
			const long = operators.find((each) => text.startsWith(each, at));
			this.#operator(long ?? char);
			if (long === '<<') this.#expectDocument = 'plain';
			if (long === '<<-') this.#expectDocument = 'tabs';
		} else this.#word();
	}

	#continued(): void {
		this.#at = this.#text.indexOf('\n', this.#at) + 1;
		this.#newline();
	}

	#operator(text: string): void {
		const column = this.#at - this.#lineStart + 1;
		this.#at += text.length;
		const origin = { line: this.#line, column, endColumn: column + text.length };
		this.#tokens.push({ kind: 'operator', text, origin });
	}

	#word(): void {
		const line = this.#line;
		const column = this.#at - this.#lineStart + 1;
		const parts: WordPart[] = [];
		while (this.#at < this.#text.length) {
			const char = this.#text.charAt(this.#at);
			if (' \t\r'.includes(char) || single.includes(char)) break;
			this.#part(parts, false);
		}
		const endColumn =
			line === this.#line ? this.#at - this.#lineStart + 1 : this.#lineEnd(line, column);
		const word: ShellWord = { parts, origin: { line, column, endColumn } };
		this.#tokens.push({ kind: 'word', word });
		if (this.#expectDocument) {
			const end = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
			const raw = parts.some((part) => part.kind === 'text' && part.quoted);
			this.#documents.push({ end, tabs: this.#expectDocument === 'tabs', raw });
			this.#expectDocument = undefined;
		}
	}

	/** A word over several lines is shown by its first. */
	#lineEnd(line: number, column: number): number {
		const first = this.#text.split('\n', line).at(-1) ?? '';
		return Math.max(column + 1, first.length + 1);
	}

	/** One part of a word, quoted by double quotes or not. */
	#part(parts: WordPart[], quoted: boolean): void {
		const text = this.#text;
		const char = text.charAt(this.#at);
		if (char === '\\') this.#escape(parts, quoted);
		else if (char === '$') this.#dollar(parts, quoted);
		else if (char === '`') this.#opaqueUntil(parts, '`', 1);
		else if (char === "'" && !quoted) {
			const end = text.indexOf("'", this.#at + 1);
			const stop = end < 0 ? text.length : end;
			this.#take(parts, text.slice(this.#at + 1, stop), true);
			this.#advance(stop + 1);
		} else if (char === '"' && !quoted) {
			this.#at++;
			this.#take(parts, '', true);
			while (this.#at < text.length && text.charAt(this.#at) !== '"') this.#part(parts, true);
			this.#at++;
		} else {
			const stop = quoted ? /["\\$`]/ : /["'\\$` \t\r;&|()<>\n]/;
			const rest = text.slice(this.#at, this.#at + 4096);
			const found = rest.search(stop);
			const length = found < 0 ? rest.length : Math.max(found, 1);
			this.#take(parts, rest.slice(0, length), quoted);
			this.#advance(this.#at + length);
		}
	}

	/** Moves on, counting the lines passed. */
	#advance(to: number): void {
		for (let at = this.#at; at < to; at++) {
			if (this.#text.charAt(at) !== '\n') continue;
			this.#line++;
			this.#lineStart = at + 1;
		}
		this.#at = Math.min(to, this.#text.length);
	}

	#take(parts: WordPart[], text: string, quoted: boolean): void {
		parts.push({ kind: 'text', text, quoted });
	}

	#escape(parts: WordPart[], quoted: boolean): void {
		const next = this.#text.charAt(this.#at + 1);
		if (next === '\n') {
			this.#advance(this.#at + 2);
			return;
		}
		const literal = quoted && !'$`"\\'.includes(next) ? `\\${next}` : next;
		this.#take(parts, literal, true);
		this.#advance(this.#at + 2);
	}

	#dollar(parts: WordPart[], quoted: boolean): void {
		const text = this.#text;
		const rest = text.slice(this.#at + 1, this.#at + 257);
		if (rest.startsWith('((') && this.#arithmetic(parts, quoted)) return;
		if (rest.startsWith("'") && !quoted) {
			this.#escaped(parts);
			return;
		}
		if (rest.startsWith('(')) {
			this.#opaqueUntil(parts, ')', 2);
			return;
		}
		if (rest.startsWith('{')) {
			const end = text.indexOf('}', this.#at);
			const stop = end < 0 ? text.length : end;
			const inner = text.slice(this.#at + 2, stop);
			const id = name.exec(inner)?.[0] ?? /^[0-9@*#?]/.exec(inner)?.[0];
			const behind = id === undefined ? inner : inner.slice(id.length);
			const index = /^\[(\d+|@|\*)\]$/.exec(behind)?.[1];
			const after = index === undefined ? behind : '';
			const [, colon, sign, fallback] = /^(:?)([-=])(.*)$/s.exec(after) ?? [];
			if (
				id !== undefined &&
				(after === '' || (fallback !== undefined && !/[$`]/.test(fallback)))
			) {
				parts.push({
					kind: 'variable',
					name: id,
					quoted,
					...(fallback !== undefined && { fallback }),
					...(colon === ':' && { orEmpty: true as const }),
					...(sign === '=' && { assigned: true as const }),
					...(index !== undefined && { index })
				});
			} else parts.push({ kind: 'opaque', text: `\${${inner}}` });
			this.#advance(stop + 1);
			return;
		}
		const id = name.exec(rest)?.[0] ?? /^[0-9@*#?!$-]/.exec(rest)?.[0];
		if (id === undefined) this.#take(parts, '$', quoted);
		else parts.push({ kind: 'variable', name: id, quoted });
		this.#at += 1 + (id?.length ?? 0);
	}

	/** `$((...))`; false where it is no such thing. */
	#arithmetic(parts: WordPart[], quoted: boolean): boolean {
		const end = this.#text.indexOf('))', this.#at);
		const text = this.#text.slice(this.#at + 3, end);
		// Parentheses within it end at the last of the `)`.
		const more = /^\)*/.exec(this.#text.slice(end + 2, end + 50))?.[0].length ?? 0;
		const whole = text + ')'.repeat(more);
		if (end < 0 || !/^[-+*/%()\w\s${}]*$/.test(whole)) return false;
		parts.push({ kind: 'arithmetic', text: whole, quoted });
		this.#advance(end + 2 + more);
		return true;
	}

	/** `$'...'` with escapes as in C. */
	#escaped(parts: WordPart[]): void {
		const found = /^\$'((?:\\[^]|[^'\\])*)'?/.exec(this.#text.slice(this.#at));
		const [all = "$'", inner = ''] = found ?? [];
		const text = inner.replace(escapes, (_, hex: string, octal: string, other: string) => {
			if (hex) return String.fromCharCode(parseInt(hex, 16));
			if (octal) return String.fromCharCode(parseInt(octal, 8) & 0xff);
			return controls[other] ?? (`'"?\\`.includes(other) ? other : `\\${other}`);
		});
		this.#take(parts, text, true);
		this.#advance(this.#at + all.length);
	}

	/** A command substitution up to its matching end. */
	#opaqueUntil(parts: WordPart[], end: string, skip: number): void {
		const text = this.#text;
		let depth = 1;
		let at = this.#at + skip;
		for (; at < text.length && depth > 0; at++) {
			const char = text.charAt(at);
			if (char === '\\') at++;
			else if (char === end) depth--;
			else if (end === ')' && char === '(') depth++;
		}
		parts.push({ kind: 'opaque', text: text.slice(this.#at, at) });
		this.#advance(at);
	}

	#readDocuments(): void {
		for (const { end, tabs, raw: quoted } of this.#documents) {
			const begin = this.#line;
			const lines: string[] = [];
			while (this.#at < this.#text.length) {
				const stop = this.#text.indexOf('\n', this.#at);
				const raw = this.#text.slice(this.#at, stop < 0 ? this.#text.length : stop);
				const line = tabs ? raw.replace(/^\t+/, '') : raw;
				this.#advance(stop < 0 ? this.#text.length : stop + 1);
				if (line.replace(/\r$/, '') === end) break;
				lines.push(line);
			}
			this.#tokens.push({ kind: 'document', text: lines.join('\n'), line: begin, raw: quoted });
		}
		this.#documents = [];
	}
}

export function shellTokens(text: string): readonly Token[] {
	return new Lexer(text).run();
}
