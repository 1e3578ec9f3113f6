/** The parts of a word: plain text, quotes, escapes and `$` expansions. Nothing is expanded here. */
import type { Span } from '$lib/net';
import type { ScriptText } from './script-text';
import type { Otherwise, WordPart } from './token';

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
/** `${name[index]:-`; the text after it is read as a word of its own. */
const braced = /^\$\{([A-Za-z_]\w*|[0-9@*#?])(?:\[(\d+|@|\*)\])?(?:(:?)([-=+])|(?=\}))/;

/** What ends a stretch of text, by context. */
const stops = {
	plain: /["'\\$` \t\r;&|()<>\n]/,
	quoted: /["\\$`]/,
	braces: /["'\\$`}]/,
	quotedBraces: /["\\$`}]/
} as const;

export class WordReader {
	readonly #script: ScriptText;
	/** Characters that a backslash escapes within double quotes. */
	readonly #escapable: string;
	/** Where a quote opens that is never closed. */
	open: Span | undefined;

	/** `document`: the text is a here-document, in which double quotes mean nothing. */
	constructor(script: ScriptText, document = false) {
		this.#script = script;
		this.#escapable = document ? '$`\\' : '$`"\\';
	}

	#opens(): Span {
		const { line, column } = this.#script;
		return { line, column, endColumn: column + 1 };
	}

	/** Adds the next part, within double quotes or not, within `${name-...}` or not. */
	part(parts: WordPart[], quoted: boolean, braces = false): void {
		const script = this.#script;
		const { char } = script;
		if (char === '\\') this.#escape(parts, quoted);
		else if (char === '$') this.#dollar(parts, quoted);
		else if (char === '`') this.#opaqueUntil(parts, '`', 1);
		else if (char === "'" && !quoted) {
			const end = script.text.indexOf("'", script.at + 1);
			if (end < 0) this.open ??= this.#opens();
			const stop = end < 0 ? script.text.length : end;
			parts.push({ kind: 'text', text: script.text.slice(script.at + 1, stop), quoted: true });
			script.advance(stop + 1);
		} else if (char === '"' && (!quoted || braces)) this.#quotes(parts);
		else {
			const stop = quoted
				? stops[braces ? 'quotedBraces' : 'quoted']
				: stops[braces ? 'braces' : 'plain'];
			const rest = script.ahead(4096);
			const found = rest.search(stop);
			const text = rest.slice(0, found < 0 ? rest.length : Math.max(found, 1));
			parts.push({ kind: 'text', text, quoted });
			script.advance(script.at + text.length);
		}
	}

	#quotes(parts: WordPart[]): void {
		const script = this.#script;
		const opens = this.#opens();
		script.advance(script.at + 1);
		parts.push({ kind: 'text', text: '', quoted: true });
		while (!script.atEnd && script.char !== '"') this.part(parts, true);
		if (script.atEnd) this.open ??= opens;
		script.advance(script.at + 1);
	}

	#escape(parts: WordPart[], quoted: boolean): void {
		const script = this.#script;
		const end = /^\\\r?\n/.exec(script.ahead(3))?.[0];
		if (end !== undefined) {
			script.advance(script.at + end.length);
			return;
		}
		const next = script.text.charAt(script.at + 1);
		const text = quoted && !this.#escapable.includes(next) ? `\\${next}` : next;
		parts.push({ kind: 'text', text, quoted: true });
		script.advance(script.at + 2);
	}

	#dollar(parts: WordPart[], quoted: boolean): void {
		const script = this.#script;
		const rest = script.ahead(257).slice(1);
		if (rest.startsWith('((') && this.#arithmetic(parts, quoted)) return;
		if (rest.startsWith("'") && !quoted) this.#escaped(parts);
		else if (rest.startsWith('"') && !quoted) {
			// $"..." is translated if a translation exists.
			script.advance(script.at + 1);
			this.#quotes(parts);
		} else if (rest.startsWith('(')) this.#opaqueUntil(parts, ')', 2);
		else if (rest.startsWith('{')) this.#braced(parts, quoted);
		else {
			const id = name.exec(rest)?.[0] ?? /^[0-9@*#?!$-]/.exec(rest)?.[0];
			if (id === undefined) parts.push({ kind: 'text', text: '$', quoted });
			else parts.push({ kind: 'variable', name: id, quoted });
			script.advance(script.at + 1 + (id?.length ?? 0));
		}
	}

	/** `${name}`, with a default or an index; anything else in braces is unknown. */
	#braced(parts: WordPart[], quoted: boolean): void {
		const script = this.#script;
		const back = script.mark();
		const found = braced.exec(script.ahead(257));
		if (found) {
			const [all, id = '', index, colon, sign] = found;
			script.advance(script.at + all.length);
			const inner: WordPart[] = [];
			if (sign !== undefined)
				while (!script.atEnd && script.char !== '}') this.part(inner, quoted, true);
			if (script.char === '}') {
				script.advance(script.at + 1);
				const signs: readonly Otherwise['sign'][] = ['-', '=', '+'];
				const known = signs.find((each) => each === sign);
				parts.push({
					kind: 'variable',
					name: id,
					quoted,
					...(known && { otherwise: { sign: known, orEmpty: colon === ':', parts: inner } }),
					...(index !== undefined && { index })
				});
				return;
			}
			back();
		}
		this.#opaqueUntil(parts, '}', 2);
	}

	/** `$((...))`; false if it is something else. */
	#arithmetic(parts: WordPart[], quoted: boolean): boolean {
		const script = this.#script;
		const end = script.text.indexOf('))', script.at);
		const text = script.text.slice(script.at + 3, end);
		// Nested parentheses end at the last of the `)`.
		const more = /^\)*/.exec(script.text.slice(end + 2, end + 50))?.[0].length ?? 0;
		const whole = text + ')'.repeat(more);
		if (end < 0 || !/^[-+*/%()\w\s${}]*$/.test(whole)) return false;
		parts.push({ kind: 'arithmetic', text: whole, quoted });
		script.advance(end + 2 + more);
		return true;
	}

	/** `$'...'` with escapes as in C. */
	#escaped(parts: WordPart[]): void {
		const script = this.#script;
		const found = /^\$'((?:\\[^]|[^'\\])*)'?/.exec(script.text.slice(script.at));
		const [all = "$'", inner = ''] = found ?? [];
		const text = inner.replace(escapes, (_, hex: string, octal: string, other: string) => {
			if (hex) return String.fromCharCode(parseInt(hex, 16));
			if (octal) return String.fromCharCode(parseInt(octal, 8) & 0xff);
			return controls[other] ?? (`'"?\\`.includes(other) ? other : `\\${other}`);
		});
		parts.push({ kind: 'text', text, quoted: true });
		script.advance(script.at + all.length);
	}

	/** A part that is not followed, up to its matching end. */
	#opaqueUntil(parts: WordPart[], end: ')' | '}' | '`', skip: number): void {
		const { text, at: start } = this.#script;
		const opens = { ')': '(', '}': '{', '`': '' }[end];
		let depth = 1;
		let at = start + skip;
		for (; at < text.length && depth > 0; at++) {
			const char = text.charAt(at);
			if (char === '\\') at++;
			else if (char === end) depth--;
			else if (char === opens) depth++;
		}
		parts.push({ kind: 'opaque', text: text.slice(start, at) });
		this.#script.advance(at);
	}
}
