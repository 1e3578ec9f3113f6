/** The variables of a script, and the words that they are filled into. */
import type { Span } from '$lib/net';
import type { Origin } from '../ruleset';
import type { Assignment, HereDocument } from '../shell/statement';
import { ScriptText } from '../shell/script-text';
import type { Otherwise, ShellWord, WordPart } from '../shell/token';
import { WordReader } from '../shell/word-reader';
import { arithmetic } from './arithmetic';
import { expandBraces } from './braces';
import { fieldsOf, type Piece } from './fields';
import { locatedProgram } from './located';
import type { ScriptProblems } from './problems';
import { sequenceOf } from './sequence';
import { VariableStore, type Held } from './variable-store';

/** A word after expansion, with the place of the word in the script that it comes from. */
export interface Expanded {
	readonly text: string;
	readonly origin: Origin;
	/** It has wildcards that are not quoted: the shell puts names of files in its place. */
	readonly pattern?: true;
}

export class Variables {
	readonly #problems: ScriptProblems;
	readonly #store = new VariableStore();

	constructor(problems: ScriptProblems) {
		this.#problems = problems;
	}

	set(name: string, text: string): void {
		this.#store.set(name, { kind: 'text', text });
	}

	unset(name: string): void {
		this.#store.set(name, undefined);
	}

	/** From here on the value is not known: it may be set in a part that is not followed. */
	doubt(names: readonly string[]): void {
		for (const name of names) this.#store.set(name, { kind: 'unsure' });
	}

	/** `local name` */
	makeLocal(name: string): void {
		this.#store.hide(name);
	}

	/** Gives a variable its value; false where the value can't be known. */
	assign({ name, value, appends }: Assignment): boolean {
		const before = appends ? this.#store.get(name) : undefined;
		const held = before?.kind === 'unsure' ? undefined : this.#assigned(value, before);
		this.#store.set(name, held ?? { kind: 'unsure' });
		return held !== undefined;
	}

	#assigned(value: Assignment['value'], before: Held | undefined): Held | undefined {
		const list = before?.kind === 'list' ? before.words : [];
		const first = before?.kind === 'text' ? before.text : '';
		if (!('parts' in value)) {
			const words = this.expandAll(value)?.map(({ text }) => text);
			return words && { kind: 'list', words: [...(first === '' ? list : [first]), ...words] };
		}
		if (this.#atHome(value)) return undefined;
		// An assignment is neither split nor are there braces in it.
		const pieces = this.#pieces(value, true);
		if (!pieces) return undefined;
		const text = pieces.map((piece) => (piece.kind === 'break' ? ' ' : piece.text)).join('');
		if (list.length === 0) return { kind: 'text', text: first + text };
		return { kind: 'list', words: [(list[0] ?? '') + text, ...list.slice(1)] };
	}

	/** Begins a function with its arguments; what it gives ends it. */
	enter(given: readonly string[]): () => void {
		return this.#store.enter(given);
	}

	/** Begins a shell of its own; what it gives ends it. */
	fork(): () => void {
		return this.#store.fork();
	}

	get arguments(): readonly string[] | undefined {
		return this.#store.arguments;
	}

	/** `set -- ...` */
	setArguments(given: readonly string[]): void {
		this.#store.arguments = given;
	}

	shift(count: number): void {
		this.#store.arguments = this.#store.arguments?.slice(count);
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

	#expandOne(word: ShellWord): readonly Expanded[] | undefined {
		const { origin } = word;
		if (this.#atHome(word)) return undefined;
		const pieces = this.#pieces(word, false);
		if (!pieces) return undefined;
		const separators = this.#store.separators;
		if (separators === undefined && pieces.some(({ kind }) => kind === 'filled')) {
			this.#notKnown('$IFS', origin);
			return undefined;
		}
		return fieldsOf(pieces, separators ?? '').map(({ text, pattern }) => ({
			text,
			origin,
			...(pattern && { pattern })
		}));
	}

	/** `~`, `~/file`, `~user`: said where a word begins so. */
	#atHome({ parts: [first], origin }: ShellWord): boolean {
		if (first?.kind !== 'text' || first.quoted || !/^~[\w-]*(\/|$)/.test(first.text)) return false;
		this.#notKnown(first.text, origin);
		return true;
	}

	/** What a word is made of with its variables filled in; undefined where it can't be known.
	 * `quoted`: as if it stood in quotes. */
	#pieces({ parts, origin }: ShellWord, quoted: boolean): readonly Piece[] | undefined {
		const all: Piece[] = [];
		for (const part of parts) {
			const pieces =
				part.kind === 'text'
					? [
							{
								kind: part.quoted || quoted ? ('quoted' as const) : ('written' as const),
								text: part.text
							}
						]
					: this.#filled(part, origin, quoted);
			if (!pieces) return undefined;
			all.push(...pieces);
		}
		return all;
	}

	#filled(
		part: Exclude<WordPart, { kind: 'text' }>,
		origin: Origin,
		quoted: boolean
	): readonly Piece[] | undefined {
		switch (part.kind) {
			case 'opaque': {
				const program = locatedProgram(part.text);
				if (program !== undefined) return [{ kind: 'quoted', text: program }];
				const list = sequenceOf(part.text, (name) => this.#get(name));
				if (list)
					return [{ kind: quoted ? 'quoted' : 'filled', text: list.join(quoted ? ' ' : '\n') }];
				this.#notKnown(part.text, origin);
				return undefined;
			}
			case 'arithmetic': {
				const value = arithmetic(part.text, (name) => {
					const text = this.#get(name) ?? '';
					return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
				});
				if (value !== undefined) return [{ kind: 'quoted', text: String(value) }];
				this.#notKnown(`$((${part.text}))`, origin);
				return undefined;
			}
			case 'variable':
				return this.#variable(part, origin, quoted || part.quoted);
		}
	}

	#variable(
		{ name, otherwise, index }: WordPart & { kind: 'variable' },
		origin: Origin,
		quoted: boolean
	): readonly Piece[] | undefined {
		const held = this.#store.get(name);
		if (held?.kind === 'unsure') {
			this.#unset(name, origin);
			return undefined;
		}
		const kind = quoted ? 'quoted' : 'filled';
		const array = held?.kind === 'list' ? held.words : undefined;
		const list = name === '@' || name === '*' ? this.#store.arguments : array;
		if (list && [name, index].some((each) => each === '@' || each === '*')) {
			const joined = name === '*' || index === '*';
			if (quoted && joined)
				return [{ kind, text: list.join(this.#store.separators?.charAt(0) ?? ' ') }];
			return list.flatMap((text, place): readonly Piece[] =>
				place === 0 ? [{ kind, text }] : [{ kind: 'break' }, { kind, text }]
			);
		}
		// Arguments beyond those that were given are missing.
		const missing = this.#store.arguments && /^[1-9]$/.test(name) ? '' : undefined;
		const own = index === undefined ? this.#get(name) : array?.[Number(index)];
		const given = otherwise?.orEmpty && own === '' ? undefined : own;
		if (otherwise?.sign === '+') {
			return given === undefined ? [] : this.#instead(otherwise, origin, quoted);
		}
		if (given === undefined && otherwise) {
			const pieces = this.#instead(otherwise, origin, quoted);
			if (!pieces || otherwise.sign === '-') return pieces;
			const text = pieces.map((piece) => (piece.kind === 'break' ? ' ' : piece.text)).join('');
			this.set(name, text);
			return [{ kind, text }];
		}
		const text = given ?? missing;
		if (text !== undefined) return [{ kind, text }];
		this.#unset(name, origin);
		return undefined;
	}

	/** The word of `${name-word}`: filled in, it is split as what a variable holds. */
	#instead({ parts }: Otherwise, origin: Origin, quoted: boolean): readonly Piece[] | undefined {
		return this.#pieces({ parts, origin }, quoted)?.map((piece) =>
			piece.kind === 'written' ? { ...piece, kind: 'filled' } : piece
		);
	}

	/** The value of a variable, or of an argument; the first of a list. */
	#get(name: string): string | undefined {
		const { arguments: given } = this.#store;
		if (/^[1-9]$/.test(name)) return given?.[Number(name) - 1];
		if (name === '#') return given && String(given.length);
		const held = this.#store.get(name);
		if (held?.kind === 'text') return held.text;
		return held?.kind === 'list' ? held.words[0] : undefined;
	}

	/** A here-document with its variables filled in; what is not known stays as it is. */
	fill({ text, line, raw }: HereDocument): string {
		if (raw || !/[$`\\]/.test(text)) return text;
		const script = new ScriptText(text);
		const reader = new WordReader(script, true);
		let filled = '';
		// A line goes on in the next: what follows keeps its number by an empty line.
		let joined = 0;
		while (!script.atEnd) {
			const { at, line: from, column } = script;
			const parts: WordPart[] = [];
			reader.part(parts, true);
			if (parts.length === 0) joined += script.line - from;
			const endColumn = script.line === from ? script.column : column + 1;
			const origin = { line: line + from - 1, column, endColumn };
			const pieces = this.#pieces({ parts, origin }, true);
			const piece = pieces
				? pieces.map((each) => (each.kind === 'break' ? ' ' : each.text)).join('')
				: text.slice(at, script.at);
			const end = joined > 0 ? piece.indexOf('\n') : -1;
			filled += end < 0 ? piece : piece.slice(0, end) + '\n'.repeat(joined) + piece.slice(end);
			if (end >= 0) joined = 0;
		}
		return filled;
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
		const unsure = this.#store.get(name)?.kind === 'unsure';
		this.#problems.tell(
			'error',
			'unset-variable',
			span,
			unsure
				? `What $${name} holds here is not known: it is set by what is not followed.`
				: `$${name} has no value here.`,
			unsure ? `Set it above, by itself: ${name}=...` : `Set it above: ${name}=...`
		);
	}
}
