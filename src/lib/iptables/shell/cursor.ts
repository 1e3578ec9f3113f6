/** A place among the tokens of a script, and the faults found on the way. */
import type { Span } from '$lib/net';
import type { HereDocument } from './statement';
import type { ShellWord, Token } from './token';

export interface Fault {
	readonly message: string;
	readonly span: Span;
}

/** The text of a token that is a word without quotes and variables. */
export function plain(token: Token | undefined): string | undefined {
	return token?.kind === 'word' ? plainText(token.word) : undefined;
}

/** The text of a word without quotes and variables. */
export function plainText(word: ShellWord | undefined): string | undefined {
	const { parts = [] } = word ?? {};
	const [part] = parts;
	return parts.length === 1 && part?.kind === 'text' && !part.quoted ? part.text : undefined;
}

export class TokenCursor {
	readonly tokens: readonly Token[];
	readonly faults: Fault[] = [];
	/** The here-document of each `<<`, by the place of the operator: they come in the same order. */
	readonly #documents = new Map<number, HereDocument>();
	/** The index of the token that comes next. */
	at = 0;

	constructor(tokens: readonly Token[]) {
		this.tokens = tokens;
		const awaited: number[] = [];
		for (const [place, token] of tokens.entries()) {
			if (token.kind === 'operator' && (token.text === '<<' || token.text === '<<-')) {
				awaited.push(place);
			} else if (token.kind === 'document') {
				const { text, line, raw } = token;
				this.#documents.set(awaited.shift() ?? place, { text, line, raw });
			}
		}
	}

	/** The here-document of the operator at a place. */
	documentOf(place: number): HereDocument | undefined {
		return this.#documents.get(place);
	}

	get token(): Token | undefined {
		return this.tokens[this.at];
	}

	/** The next operator, if one comes next. */
	get operator(): string | undefined {
		const { token } = this;
		return token?.kind === 'operator' ? token.text : undefined;
	}

	fault(token: Token | undefined, message: string): void {
		const span =
			token?.kind === 'word'
				? token.word.origin
				: token?.kind === 'operator'
					? token.origin
					: { line: token?.line ?? 1, column: 1, endColumn: 1 };
		this.faults.push({ message, span });
	}

	/** Advances to the next statement, past the ends of the one before. */
	skipBreaks(): void {
		for (;;) {
			const token = this.token;
			if (token?.kind === 'document') this.at++;
			else if (token?.kind === 'operator' && [';', '\n', '&'].includes(token.text)) this.at++;
			else return;
		}
	}

	/** Consumes an operator that must come next. */
	close(text: string): void {
		if (this.operator === text) this.at++;
		else this.fault(this.token, `A “${text}” is missing.`);
	}

	/** Consumes the word that closes what `opened` began. */
	closeWord(text: string, opened: Token): void {
		if (plain(this.token) === text) this.at++;
		else this.fault(opened, `The “${text}” that ends this is missing.`);
	}
}
