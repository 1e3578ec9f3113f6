/** What the variables of a script hold while it is followed. */

/** `unsure`: it is set somewhere that is not followed, or to what can't be known. */
export type Held =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'list'; readonly words: readonly string[] }
	| { readonly kind: 'unsure' };

/** What $IFS is until a script sets it. */
const BLANKS = ' \t\n';

export class VariableStore {
	#held = new Map<string, Held>([
		// What a script adds to: where programs are found makes no difference here.
		['PATH', { kind: 'text', text: '' }],
		['IFS', { kind: 'text', text: BLANKS }]
	]);
	/** `$1` and on; of the script itself they are not known. */
	#arguments: readonly string[] | undefined;
	/** For each function that runs: what its local variables hide. */
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

	/** What words are split at; undefined where it is not known. */
	get separators(): string | undefined {
		const held = this.#held.get('IFS');
		if (!held) return BLANKS;
		return held.kind === 'text' ? held.text : undefined;
	}

	/** Makes a variable one of the function that runs; outside of functions it changes nothing. */
	hide(name: string): void {
		const hidden = this.#hidden.at(-1);
		if (!hidden || hidden.has(name)) return;
		hidden.set(name, this.#held.get(name));
		this.#held.delete(name);
	}

	/** Begins a function; what it gives ends it. */
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

	/** Begins a shell of its own; what it gives ends it. */
	fork(): () => void {
		const before = this.#arguments;
		const held = new Map(this.#held);
		return () => {
			this.#arguments = before;
			this.#held = held;
		};
	}
}
