/** The values of a script's variables while it is followed. */

/** `unsure`: it is set somewhere that is not followed, or to something unknown. */
export type Held =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'list'; readonly words: readonly string[] }
	| { readonly kind: 'unsure' };

/** The value of $IFS until a script sets it. */
const BLANKS = ' \t\n';

export class VariableStore {
	#held = new Map<string, Held>([
		// Scripts append to PATH: where programs are found does not matter here.
		['PATH', { kind: 'text', text: '' }],
		['IFS', { kind: 'text', text: BLANKS }]
	]);
	/** `$1` and so on; the script's own are unknown. */
	#arguments: readonly string[] | undefined;
	/** For each function being run: the values that its local variables hide. */
	readonly #hidden: Map<string, Held | undefined>[] = [];

	get arguments(): readonly string[] | undefined {
		return this.#arguments;
	}

	set arguments(given: readonly string[] | undefined) {
		this.#arguments = given;
	}

	get(name: string): Held | undefined {
		return this.#held.get(name);
	}

	set(name: string, held: Held | undefined): void {
		if (held) this.#held.set(name, held);
		else this.#held.delete(name);
	}

	/** Where words are split; undefined if unknown. */
	get separators(): string | undefined {
		const held = this.#held.get('IFS');
		if (!held) return BLANKS;
		return held.kind === 'text' ? held.text : undefined;
	}

	/** Makes a variable local to the function being run; outside functions it has no effect. */
	hide(name: string): void {
		const hidden = this.#hidden.at(-1);
		if (!hidden || hidden.has(name)) return;
		hidden.set(name, this.#held.get(name));
		this.#held.delete(name);
	}

	/** Enters a function; the returned function leaves it. */
	enter(given: readonly string[]): () => void {
		const before = this.#arguments;
		this.#arguments = given;
		const hidden = new Map<string, Held | undefined>();
		this.#hidden.push(hidden);
		return () => {
			this.#hidden.pop();
			this.#arguments = before;
			for (const [name, held] of hidden) this.set(name, held);
		};
	}

	/** Enters a subshell; the returned function leaves it. */
	fork(): () => void {
		const before = this.#arguments;
		const held = new Map(this.#held);
		return () => {
			this.#arguments = before;
			this.#held = held;
		};
	}
}
