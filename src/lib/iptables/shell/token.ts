/** What a shell script consists of: words in parts, and operators. */
import type { Origin } from '../ruleset';

/** Of `${name-word}`, `${name=word}` and `${name+word}`. */
export interface Otherwise {
	/** `-`: replaces a missing value; `=`: the same, and is assigned; `+`: replaces an existing
	 * value. */
	readonly sign: '-' | '=' | '+';
	/** `:`: an empty value counts as missing. */
	readonly orEmpty: boolean;
	readonly parts: readonly WordPart[];
}

export type WordPart =
	| { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
	| {
			readonly kind: 'variable';
			readonly name: string;
			readonly quoted: boolean;
			readonly otherwise?: Otherwise;
			/** Of ${name[index]}: a number, `@` or `*`. */
			readonly index?: string;
	  }
	/** $((...)) */
	| { readonly kind: 'arithmetic'; readonly text: string; readonly quoted: boolean }
	/** $(...), `...`, ${name%...}: their value is unknown. */
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
			/** Its delimiter was quoted: nothing in it is expanded. */
			readonly raw: boolean;
	  };
