/** The variables of a script, and the words that they are filled into. */
import type { Origin } from '../ruleset';
import type { ShellWord } from '../shell/lexer';
import type { ScriptProblems } from './problems';

/** A word after expansion, with the place of the word in the script that it comes from. */
export interface Expanded {
	readonly text: string;
	readonly origin: Origin;
}

export class Variables {
	readonly #problems: ScriptProblems;
	readonly #values = new Map<string, string>();

	constructor(problems: ScriptProblems) {
		this.#problems = problems;
	}

	set(name: string, value: string): void {
		this.#values.set(name, value);
	}

	/** Gives a variable its value; without one where the value can't be known. */
	assign(name: string, value: ShellWord): void {
		// An assignment is not split.
		const quoted: ShellWord = {
			origin: value.origin,
			parts: value.parts.map((part) => (part.kind === 'opaque' ? part : { ...part, quoted: true }))
		};
		const expanded = this.expand(quoted);
		if (!expanded) {
			this.#values.delete(name);
			return;
		}
		this.#values.set(name, expanded.map(({ text }) => text).join(' '));
	}

	/** Sets the arguments of a function that is called; what it returns takes them back. */
	enter(given: readonly Expanded[]): () => void {
		const saved = new Map<string, string | undefined>();
		for (const [index, { text }] of given.slice(0, 9).entries()) {
			const name = String(index + 1);
			saved.set(name, this.#values.get(name));
			this.#values.set(name, text);
		}
		for (const name of ['@', '*']) {
			saved.set(name, this.#values.get(name));
			this.#values.set(name, given.map(({ text }) => text).join(' '));
		}
		return () => {
			for (const [name, value] of saved) {
				if (value === undefined) this.#values.delete(name);
				else this.#values.set(name, value);
			}
		};
	}

	/** A word with its variables filled in, split at blanks where it is not quoted; undefined where
	 * it can't be known. */
	expand(word: ShellWord): Expanded[] | undefined {
		const { origin } = word;
		const words: Expanded[] = [];
		let current: string | undefined;
		for (const part of word.parts) {
			if (part.kind === 'opaque') {
				this.#problems.tell(
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
			const value = this.#values.get(part.name) ?? part.fallback;
			if (value === undefined) {
				this.#problems.tell(
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
}
