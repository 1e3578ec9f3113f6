/** The variables of a script, set and expanded in its words. */
import type { Origin } from '../ruleset';
import type { Assignment, HereDocument } from '../shell/statement';
import { ScriptText } from '../shell/script-text';
import type { ShellWord, WordPart } from '../shell/token';
import { WordReader } from '../shell/word-reader';
import { expandBraces } from './braces';
import { Expansion } from './expansion';
import { fieldsOf, textOf } from './fields';
import type { ScriptProblems } from './problems';
import { VariableStore, type Held } from './variable-store';

/** A word after expansion, with the place in the script of the word that it comes from. */
export interface Expanded {
	readonly text: string;
	readonly origin: Origin;
	/** It has unquoted wildcards: the shell replaces it by file names. */
	readonly pattern?: true;
}

export class Variables {
	readonly #store = new VariableStore();
	readonly #expansion: Expansion;

	constructor(problems: ScriptProblems) {
		this.#expansion = new Expansion(this.#store, problems);
	}

	set(name: string, text: string): void {
		this.#store.set(name, { kind: 'text', text });
	}

	unset(name: string): void {
		this.#store.set(name, undefined);
	}

	/** From here on the values are unknown: they may be set in a part that is not followed. */
	doubt(names: readonly string[]): void {
		for (const name of names) this.#store.set(name, { kind: 'unsure' });
	}

	/** `local name` */
	makeLocal(name: string): void {
		this.#store.hide(name);
	}

	/** Gives a variable its value; false if the value can't be known. */
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
		if (this.#expansion.atHome(value)) return undefined;
		// Assignments undergo neither word splitting nor brace expansion.
		const pieces = this.#expansion.pieces(value, true);
		if (!pieces) return undefined;
		const text = textOf(pieces);
		if (list.length === 0) return { kind: 'text', text: first + text };
		return { kind: 'list', words: [(list[0] ?? '') + text, ...list.slice(1)] };
	}

	/** Enters a function with its arguments; the returned function leaves it. */
	enter(given: readonly string[]): () => void {
		return this.#store.enter(given);
	}

	/** Enters a subshell; the returned function leaves it. */
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

	/** All words expanded; undefined if one of them can't be known. */
	expandAll(words: readonly ShellWord[]): Expanded[] | undefined {
		const all: Expanded[] = [];
		for (const word of words) {
			const expanded = this.expand(word);
			if (!expanded) return undefined;
			all.push(...expanded);
		}
		return all;
	}

	/** A word with its variables expanded, split at blanks if it is not quoted; undefined if
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
		if (this.#expansion.atHome(word)) return undefined;
		const pieces = this.#expansion.pieces(word, false);
		if (!pieces) return undefined;
		const separators = this.#store.separators;
		if (separators === undefined && pieces.some(({ kind }) => kind === 'filled')) {
			this.#expansion.notKnown('$IFS', origin);
			return undefined;
		}
		return fieldsOf(pieces, separators ?? '').map(({ text, pattern }) => ({
			text,
			origin,
			...(pattern && { pattern })
		}));
	}

	/** A here-document with its variables expanded; unknown ones stay as they are. */
	fill({ text, line, raw }: HereDocument): string {
		if (raw || !/[$`\\]/.test(text)) return text;
		const script = new ScriptText(text);
		const reader = new WordReader(script, true);
		let filled = '';
		// After a line continuation, an empty line keeps the numbers of the lines that follow.
		let joined = 0;
		while (!script.atEnd) {
			const { at, line: from, column } = script;
			const parts: WordPart[] = [];
			reader.part(parts, true);
			if (parts.length === 0) joined += script.line - from;
			const endColumn = script.line === from ? script.column : column + 1;
			const origin = { line: line + from - 1, column, endColumn };
			const pieces = this.#expansion.pieces({ parts, origin }, true);
			const piece = pieces ? textOf(pieces) : text.slice(at, script.at);
			const end = joined > 0 ? piece.indexOf('\n') : -1;
			filled += end < 0 ? piece : piece.slice(0, end) + '\n'.repeat(joined) + piece.slice(end);
			if (end >= 0) joined = 0;
		}
		return filled;
	}
}
