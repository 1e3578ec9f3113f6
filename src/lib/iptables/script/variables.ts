/** The variables of a script, and the words that they are filled into. */
import type { Span } from '$lib/net';
import type { Origin } from '../ruleset';
import type { ShellWord, WordPart } from '../shell/lexer';
import type { Assignment, HereDocument } from '../shell/statement';
import { arithmetic } from './arithmetic';
import { expandBraces } from './braces';
import type { ScriptProblems } from './problems';
import { sequenceOf } from './sequence';

/** A word after expansion, with the place of the word in the script that it comes from. */
export interface Expanded {
	readonly text: string;
	readonly origin: Origin;
}

/** What a part of a word comes to: several words for a list in quotes. */
interface Value {
	readonly words: readonly string[];
	/** It is split at blanks. */
	readonly split: boolean;
}

/** In a here-document: an escape, a variable with or without braces, a substitution. */
const inDocument = /\\([$`\\])|\$(\w+)|\$\{(\w+)(?::?-([^}]*))?\}|\$\(|\$\{|`/g;

export class Variables {
	readonly #problems: ScriptProblems;
	readonly #values = new Map<string, string>();
	readonly #arrays = new Map<string, readonly string[]>();
	/** `$1` and on; of the script itself they are not known. */
	#arguments: readonly string[] | undefined;

	constructor(problems: ScriptProblems) {
		this.#problems = problems;
		// What a script adds to: where programs are found makes no difference here.
		this.#values.set('PATH', '');
	}

	set(name: string, value: string): void {
		this.#arrays.delete(name);
		this.#values.set(name, value);
	}

	unset(name: string): void {
		this.#arrays.delete(name);
		this.#values.delete(name);
	}

	/** Gives a variable its value; without one where the value can't be known. */
	assign({ name, value, appends }: Assignment): void {
		if (!('parts' in value)) {
			const words = this.expandAll(value);
			this.unset(name);
			if (words)
				this.#arrays.set(
					name,
					words.map(({ text }) => text)
				);
			return;
		}
		// An assignment is not split.
		const quoted: ShellWord = {
			origin: value.origin,
			parts: value.parts.map((part) => (part.kind === 'opaque' ? part : { ...part, quoted: true }))
		};
		const expanded = this.expand(quoted);
		const before = appends ? this.#values.get(name) : '';
		if (!expanded || before === undefined) this.unset(name);
		else this.set(name, before + expanded.map(({ text }) => text).join(' '));
	}

	/** Sets the arguments of a function that is called; what it returns takes them back. */
	enter(given: readonly string[]): () => void {
		const saved = this.#arguments;
		this.#arguments = given;
		return () => {
			this.#arguments = saved;
		};
	}

	/** `set -- ...` */
	setArguments(given: readonly string[]): void {
		this.#arguments = given;
	}

	shift(count: number): void {
		this.#arguments = this.#arguments?.slice(count);
	}

	/** All words expanded; undefined where one of them can't be known. */
	expandAll(words: readonly ShellWord[]): Expanded[] | undefined {
		const all: Expanded[] = [];
		for (const word of words) {
			const expanded = this.expand(word);
			if (!expanded) return undefined;
			all.push(...expanded);
		}
		return all;
	}

	/** A word with its variables filled in, split at blanks where it is not quoted; undefined where
	 * it can't be known. */
	expand(word: ShellWord): Expanded[] | undefined {
		const words: Expanded[] = [];
		for (const each of expandBraces(word)) {
			const expanded = this.#expandOne(each);
			if (!expanded) return undefined;
			words.push(...expanded);
		}
		return words;
	}

	#expandOne({ parts, origin }: ShellWord): Expanded[] | undefined {
		const words: Expanded[] = [];
		let current: string | undefined;
		const end = () => {
			if (current !== undefined) words.push({ text: current, origin });
			current = undefined;
		};
		for (const part of parts) {
			if (part.kind === 'text') {
				if (part.text !== '' || part.quoted || parts.length === 1)
					current = (current ?? '') + part.text;
				continue;
			}
			const value = this.#value(part, origin);
			if (!value) return undefined;
			for (const [index, each] of value.words.entries()) {
				if (index > 0) end();
				if (!value.split) {
					current = (current ?? '') + each;
					continue;
				}
				for (const [place, piece] of each.split(/[ \t\n]+/).entries()) {
					if (place > 0) end();
					if (piece !== '') current = (current ?? '') + piece;
				}
			}
		}
		end();
		return words;
	}

	#value(part: Exclude<WordPart, { kind: 'text' }>, origin: Origin): Value | undefined {
		switch (part.kind) {
			case 'opaque': {
				const list = sequenceOf(part.text, (name) => this.#values.get(name));
				if (list) return { words: list, split: true };
				this.#notKnown(part.text, origin);
				return undefined;
			}
			case 'arithmetic': {
				const value = arithmetic(part.text, (name) => {
					const text = this.#get(name) ?? '';
					return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
				});
				if (value !== undefined) return { words: [String(value)], split: false };
				this.#notKnown(`$((${part.text}))`, origin);
				return undefined;
			}
			case 'variable':
				return this.#variable(part, origin);
		}
	}

	#variable(part: WordPart & { kind: 'variable' }, origin: Origin): Value | undefined {
		const { name, quoted, fallback, index } = part;
		const array = this.#arrays.get(name);
		const list = name === '@' || name === '*' ? this.#arguments : array;
		const all = name === '@' || name === '*' || index === '@' || index === '*';
		if (list && all) {
			const joined = name === '*' || index === '*';
			return quoted && joined
				? { words: [list.join(' ')], split: false }
				: { words: list, split: !quoted };
		}
		const own = index === undefined ? this.#get(name) : array?.[Number(index)];
		const given = own === '' && part.orEmpty ? (fallback ?? own) : (own ?? fallback);
		// Arguments beyond those that were given are empty.
		const value = given ?? (this.#arguments && /^[1-9]$/.test(name) ? '' : undefined);
		if (value === undefined) {
			this.#unset(name, origin);
			return undefined;
		}
		if (part.assigned) this.set(name, value);
		return { words: [value], split: !quoted };
	}

	/** The value of a variable, or of an argument; the first of a list. */
	#get(name: string): string | undefined {
		if (/^[1-9]$/.test(name)) return this.#arguments?.[Number(name) - 1];
		if (name === '#') return this.#arguments && String(this.#arguments.length);
		return this.#values.get(name) ?? this.#arrays.get(name)?.[0];
	}

	/** A here-document with its variables filled in; what is not known stays as it is. */
	fill({ text, line, raw }: HereDocument): string {
		if (raw || !/[$`\\]/.test(text)) return text;
		const lines = text.split('\n').map((each, index) => {
			const origin = { line: line + index, column: 1, endColumn: each.length + 1 };
			return each.replace(inDocument, (...found: readonly (string | undefined)[]) => {
				const [all = '', escaped, plain, braced, fallback] = found;
				return escaped ?? this.#inDocument(all, plain ?? braced, fallback, origin);
			});
		});
		return lines.join('\n');
	}

	#inDocument(all: string, name?: string, fallback?: string, origin?: Origin): string {
		const value = name === undefined ? undefined : (this.#get(name) ?? fallback);
		if (value !== undefined || !origin) return value ?? all;
		if (name === undefined) this.#notKnown(all, origin);
		else this.#unset(name, origin);
		return all;
	}

	#notKnown(text: string, span: Span): void {
		this.#problems.tell(
			'error',
			'not-known',
			span,
			`What ${text.length > 40 ? `${text.slice(0, 40)}...` : text} comes to is only known when the script runs.`,
			'Put the value in its place.'
		);
	}

	#unset(name: string, span: Span): void {
		this.#problems.tell(
			'error',
			'unset-variable',
			span,
			`$${name} has no value here.`,
			`Set it above: ${name}=...`
		);
	}
}
