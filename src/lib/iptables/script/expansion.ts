/** Words of a script with its variables expanded, before they are split. */
import type { Span } from '$lib/net';
import type { Origin } from '../ruleset';
import type { Otherwise, ShellWord, WordPart } from '../shell/token';
import { arithmetic } from './arithmetic';
import { textOf, type Piece } from './fields';
import { locatedProgram } from './located';
import type { ScriptProblems } from './problems';
import { sequenceOf } from './sequence';
import type { VariableStore } from './variable-store';

export class Expansion {
	readonly #store: VariableStore;
	readonly #problems: ScriptProblems;

	constructor(store: VariableStore, problems: ScriptProblems) {
		this.#store = store;
		this.#problems = problems;
	}

	/** `~`, `~/file`, `~user`: whether a word begins this way; if so, it is reported. */
	atHome({ parts: [first], origin }: ShellWord): boolean {
		if (first?.kind !== 'text' || first.quoted || !/^~[\w-]*(\/|$)/.test(first.text)) return false;
		this.notKnown(first.text, origin);
		return true;
	}

	/** The pieces of a word with its variables expanded; undefined if it can't be known.
	 * `quoted`: as if it were in quotes. */
	pieces({ parts, origin }: ShellWord, quoted: boolean): readonly Piece[] | undefined {
		const all: Piece[] = [];
		for (const part of parts) {
			if (part.kind === 'text') {
				all.push({ kind: part.quoted || quoted ? 'quoted' : 'written', text: part.text });
				continue;
			}
			const pieces = this.#filled(part, origin, quoted);
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
				this.notKnown(part.text, origin);
				return undefined;
			}
			case 'arithmetic': {
				const value = arithmetic(part.text, (name) => {
					const text = this.#get(name) ?? '';
					return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
				});
				if (value !== undefined) return [{ kind: 'quoted', text: String(value) }];
				this.notKnown(`$((${part.text}))`, origin);
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
		// Arguments beyond those given are unset.
		const missing = this.#store.arguments && /^[1-9]$/.test(name) ? '' : undefined;
		const own = index === undefined ? this.#get(name) : array?.[Number(index)];
		const given = otherwise?.orEmpty && own === '' ? undefined : own;
		if (otherwise?.sign === '+') {
			return given === undefined ? [] : this.#instead(otherwise, origin, quoted);
		}
		if (given === undefined && otherwise) {
			const pieces = this.#instead(otherwise, origin, quoted);
			if (!pieces || otherwise.sign === '-') return pieces;
			const text = textOf(pieces);
			this.#store.set(name, { kind: 'text', text });
			return [{ kind, text }];
		}
		const text = given ?? missing;
		if (text !== undefined) return [{ kind, text }];
		this.#unset(name, origin);
		return undefined;
	}

	/** The word of `${name-word}`: expanded, it is split like the value of a variable. */
	#instead({ parts }: Otherwise, origin: Origin, quoted: boolean): readonly Piece[] | undefined {
		return this.pieces({ parts, origin }, quoted)?.map((piece) =>
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

	notKnown(text: string, span: Span): void {
		this.#problems.tell(
			'error',
			'not-known',
			span,
			`What ${text.length > 40 ? `${text.slice(0, 40)}...` : text} stands for is only known when the script runs.`,
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
				? `What $${name} holds here is not known: it is set by a command that is not followed.`
				: `$${name} has no value here.`,
			unsure ? `Set it above, by itself: ${name}=...` : `Set it above: ${name}=...`
		);
	}
}
