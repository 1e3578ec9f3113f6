/** `$((...))` with whole numbers, variables and the operators that scripts use. */

/** The value of a variable as a number; an unset one is 0. Undefined if it is unknown. */
export type Lookup = (name: string) => bigint | undefined;

const token = /\s*(\d+|0x[0-9a-fA-F]+|\$?\{?([A-Za-z_]\w*)\}?|[-+*/%()])/y;

const apply: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
	'+': (a, b) => a + b,
	'-': (a, b) => a - b,
	'*': (a, b) => a * b,
	'/': (a, b) => (b === 0n ? undefined : a / b),
	'%': (a, b) => (b === 0n ? undefined : a % b)
};

const MOST_DEPTH = 50;

class Reader {
	readonly #tokens: readonly string[];
	readonly #lookup: Lookup;
	#at = 0;
	#depth = 0;

	constructor(tokens: readonly string[], lookup: Lookup) {
		this.#tokens = tokens;
		this.#lookup = lookup;
	}

	get done(): boolean {
		return this.#at === this.#tokens.length;
	}

	sum(): bigint | undefined {
		return this.#chain(['+', '-'], () => this.#chain(['*', '/', '%'], () => this.#value()));
	}

	#chain(operators: readonly string[], next: () => bigint | undefined): bigint | undefined {
		let value = next();
		for (;;) {
			const operator = this.#tokens[this.#at];
			if (value === undefined || operator === undefined || !operators.includes(operator))
				return value;
			this.#at++;
			const other = next();
			value = other === undefined ? undefined : apply[operator]?.(value, other);
		}
	}

	#value(): bigint | undefined {
		const text = this.#tokens[this.#at++];
		if (text === undefined || ++this.#depth > MOST_DEPTH) return undefined;
		let value: bigint | undefined;
		if (text === '(') {
			value = this.sum();
			if (this.#tokens[this.#at++] !== ')') value = undefined;
		} else if (text === '-' || text === '+') {
			const of = this.#value();
			value = text === '-' && of !== undefined ? -of : of;
		} else if (/^\d/.test(text)) value = BigInt(/^0\d/.test(text) ? `0o${text.slice(1)}` : text);
		else value = this.#lookup(text.replace(/[${}]/g, ''));
		this.#depth--;
		return value;
	}
}

/** The value of an expression; undefined if it is unknown, or not supported here. */
export function arithmetic(text: string, lookup: Lookup): bigint | undefined {
	const tokens: string[] = [];
	const end = text.trimEnd().length;
	for (token.lastIndex = 0; token.lastIndex < end;) {
		const found = token.exec(text)?.[1];
		if (found === undefined || /^0\d*[89]/.test(found)) return undefined;
		tokens.push(found);
	}
	const reader = new Reader(tokens, lookup);
	const value = reader.sum();
	return reader.done ? value : undefined;
}
