/** What a shell script is made of: words in parts, and operators. */
import type { Origin } from '../ruleset';

/** Of `${name-word}`, `${name=word}` and `${name+word}`. */
export interface Otherwise {
	/** `-`: in the place of a value that is missing; `=`: it becomes the value; `+`: in the place of
	 * one that is there. */
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
