/** Statements of a shell script, as parsed from its text. */
import type { Span } from '$lib/net';
import type { ShellWord } from './token';

/** `name=value`, `name+=value`, `name=(values)`. */
export interface Assignment {
	readonly name: string;
	readonly value: ShellWord | readonly ShellWord[];
	readonly appends: boolean;
}

export interface HereDocument {
	readonly text: string;
	/** The line that it begins on. */
	readonly line: number;
	/** Nothing in it is expanded. */
	readonly raw: boolean;
}

export interface SimpleCommand {
	readonly kind: 'simple';
	readonly assignments: readonly Assignment[];
	readonly words: readonly ShellWord[];
	/** Here-documents given to it, with the line that each begins on. */
	readonly documents: readonly HereDocument[];
	/** `<<< word` */
	readonly hereString?: ShellWord;
	/** `< file` */
	readonly input?: ShellWord;
	readonly span: Span;
}

export type Statement =
	| SimpleCommand
	| {
			/** `a && b || c | d`: `join` is the operator before each. */
			readonly kind: 'list';
			readonly items: readonly {
				readonly join: '' | '&&' | '||' | '|';
				readonly what: Statement;
			}[];
	  }
	| {
			readonly kind: 'for';
			readonly variable: string;
			readonly words: readonly ShellWord[];
			readonly body: readonly Statement[];
			readonly span: Span;
	  }
	| { readonly kind: 'group'; readonly body: readonly Statement[]; readonly span: Span }
	/** `( ... )`: its changes to the shell end with it. */
	| { readonly kind: 'subshell'; readonly body: readonly Statement[]; readonly span: Span }
	/** `(( ... ))`, with the variables in it. */
	| { readonly kind: 'arithmetic'; readonly names: readonly string[]; readonly span: Span }
	| { readonly kind: 'function'; readonly name: string; readonly body: readonly Statement[] }
	| {
			readonly kind: 'if';
			/** In the order in which they are tested: `if` and each `elif`. */
			readonly branches: readonly {
				readonly condition: readonly Statement[];
				readonly body: readonly Statement[];
			}[];
			readonly otherwise: readonly Statement[];
			/** How it is treated if a condition is unknown. */
			readonly unknown: Unfollowed;
			readonly span: Span;
	  }
	| Unfollowed;

/** `while`, `case`: not followed. */
export interface Unfollowed {
	readonly kind: 'unfollowed';
	readonly word: string;
	readonly span: Span;
	readonly lastLine: number;
	/** Variables that it may set. */
	readonly names: readonly string[];
	/** Functions that it may define. */
	readonly functions: readonly string[];
}
