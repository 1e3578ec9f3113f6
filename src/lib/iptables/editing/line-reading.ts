/** One line of the text, word by word: the role of each word in its command. */
import type { Option } from '../extension';
import { matchExtension, matchLoadedBy, targetExtension } from '../extensions';
import { optionIndex, type AnyExtension } from '../commands/extension-options';
import {
	commandOptions,
	longOption,
	longOptions,
	shortOption,
	type LongOption
} from '../commands/options';
import { protocolNumber } from '$lib/net';
import { isTableName, type Family, type TableName } from '../ruleset';
import type { LineWord } from './line-words';

export type WordMeaning =
	| { readonly kind: 'program' | 'wrapper' | 'operator' | 'comment' | 'unknown' | 'not' }
	| { readonly kind: 'base-option'; readonly option: LongOption }
	| { readonly kind: 'option'; readonly extension: AnyExtension; readonly option: Option }
	| { readonly kind: 'base-value'; readonly option: LongOption }
	| { readonly kind: 'value'; readonly extension: AnyExtension; readonly option: Option }
	| { readonly kind: 'chain' }
	| { readonly kind: 'target' }
	| { readonly kind: 'match' }
	| { readonly kind: 'table' }
	| { readonly kind: 'number' };

export interface ReadWord {
	readonly word: LineWord;
	readonly meaning: WordMeaning;
}

export interface LineReading {
	readonly words: readonly ReadWord[];
	readonly family: Family;
	readonly table: TableName;
	readonly hasTable: boolean;
	/** Extensions loaded at the end of the line, the last one first. */
	readonly loaded: readonly AnyExtension[];
	/** What the next word would be. */
	readonly next: WordMeaning | undefined;
	/** The line is a command of iptables or a line of a dump. */
	readonly isRule: boolean;
}

const program = /^(?:.*\/)?(ip6?tables)(-legacy|-nft)?$/;

class LineReader {
	readonly #words: ReadWord[] = [];
	readonly #loaded: AnyExtension[] = [];
	#family: Family;
	#table: TableName;
	#hasTable = false;
	#protocol: number | undefined;
	#expected: WordMeaning[] = [];
	#isRule: boolean;

	constructor(family: Family, table: TableName, isRule: boolean) {
		this.#family = family;
		this.#table = table;
		this.#isRule = isRule;
	}

	run(words: readonly LineWord[]): LineReading {
		for (const word of words) this.#words.push({ word, meaning: this.#word(word) });
		return {
			words: this.#words,
			family: this.#family,
			table: this.#table,
			hasTable: this.#hasTable,
			loaded: this.#loaded,
			next: this.#expected[0],
			isRule: this.#isRule
		};
	}

	#word({ kind, text }: LineWord): WordMeaning {
		if (kind === 'comment') return { kind };
		if (kind === 'operator') {
			this.#isRule = false;
			this.#expected = [];
			return { kind };
		}
		const found = program.exec(text);
		if (!this.#isRule) {
			if (!found && !/^\$\{?\w*(ipt|tables)\w*\}?$/i.test(text)) return { kind: 'wrapper' };
			this.#isRule = true;
			if (found) this.#family = found[1] === 'ip6tables' ? 'ipv6' : 'ipv4';
			else if (text.includes('6')) this.#family = 'ipv6';
			return { kind: 'program' };
		}
		const expected = this.#expected.shift();
		if (expected && !(this.#optional(expected) && /^[-!]/.test(text))) {
			this.#note(expected, text);
			return expected;
		}
		this.#expected = [];
		if (text === '!') return { kind: 'not' };
		if (/^\[\d+:\d+\]$/.test(text)) return { kind: 'number' };
		if (text.startsWith('--')) return this.#long(text.slice(2).replace(/=.*$/, ''));
		if (text.startsWith('-') && text.length > 1) return this.#short(text);
		return { kind: 'unknown' };
	}

	#optional(meaning: WordMeaning): boolean {
		return meaning.kind === 'number' || (meaning.kind === 'chain' && this.#optionalChain);
	}

	#optionalChain = false;

	/** What follows an option of iptables itself. */
	#follow(option: LongOption): void {
		const { letter } = option;
		if (commandOptions.includes(letter)) {
			this.#optionalChain = option.argument === 'optional';
			this.#expected = [{ kind: 'chain' }];
			if (letter === 'P') this.#expected.push({ kind: 'target' });
			else if (letter === 'E') this.#expected.push({ kind: 'chain' });
			else if ('DIRLSZ'.includes(letter)) this.#expected.push({ kind: 'number' });
		} else if (letter === 'j' || letter === 'g') this.#expected = [{ kind: 'target' }];
		else if (letter === 'm') this.#expected = [{ kind: 'match' }];
		else if (letter === 't') this.#expected = [{ kind: 'table' }];
		else if (option.argument === 'required') this.#expected = [{ kind: 'base-value', option }];
	}

	#long(name: string): WordMeaning {
		const base = longOption(name) ?? this.#abbreviated(name);
		if (base) {
			this.#follow(base);
			return { kind: 'base-option', option: base };
		}
		const found = this.#extensionOption(name);
		if (!found) return { kind: 'unknown' };
		const { option } = found;
		this.#expected = Array.from({ length: option.type.words }, () => ({ ...found, kind: 'value' }));
		return found;
	}

	#abbreviated(name: string): LongOption | undefined {
		if (this.#extensionOption(name)) return undefined;
		const fits = longOptions.filter((each) => each.name.startsWith(name));
		return new Set(fits.map(({ letter }) => letter)).size === 1 ? fits[0] : undefined;
	}

	#extensionOption(name: string) {
		const auto =
			this.#protocol === undefined ? undefined : matchLoadedBy(this.#protocol, this.#family);
		for (const extension of auto ? [...this.#loaded, auto] : this.#loaded) {
			const { byName, names } = optionIndex(extension);
			const only = names.filter((each) => each.startsWith(name));
			const option =
				byName.get(name) ?? (only.length === 1 ? byName.get(only[0] ?? '') : undefined);
			if (option) return { kind: 'option' as const, extension, option };
		}
		return undefined;
	}

	#short(text: string): WordMeaning {
		const option = shortOption(text.charAt(1));
		if (!option) return { kind: 'unknown' };
		if (option.argument === 'none' || text.length === 2) this.#follow(option);
		else this.#note({ kind: 'base-value', option }, text.slice(2));
		return { kind: 'base-option', option };
	}

	/** How a value affects the words after it. */
	#note(meaning: WordMeaning, text: string): void {
		if (meaning.kind === 'match') {
			const extension = matchExtension(text, this.#family);
			if (extension) this.#loaded.unshift(extension);
		} else if (meaning.kind === 'target') {
			const extension = targetExtension(text, this.#family);
			if (extension) this.#loaded.unshift(extension);
		} else if (meaning.kind === 'table') {
			if (isTableName(text)) this.#table = text;
			this.#hasTable = true;
		} else if (meaning.kind === 'base-value' && meaning.option.letter === 'p') {
			this.#protocol = protocolNumber(text.toLowerCase()) ?? (Number(text) || undefined);
		}
	}
}

/** Reads the words of a line; `inDump` if lines are commands without the program's name. */
export function readLine(
	words: readonly LineWord[],
	family: Family,
	table: TableName,
	inDump: boolean
): LineReading {
	return new LineReader(family, table, inDump).run(words);
}
