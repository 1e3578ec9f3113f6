/** The text of a script and the current reading position. */

export class ScriptText {
	readonly text: string;
	#at = 0;
	#line = 1;
	#lineStart = 0;

	constructor(text: string) {
		this.text = text;
	}

	get at(): number {
		return this.#at;
	}

	/** Counts from 1. */
	get line(): number {
		return this.#line;
	}

	/** Counts from 1. */
	get column(): number {
		return this.#at - this.#lineStart + 1;
	}

	get atEnd(): boolean {
		return this.#at >= this.text.length;
	}

	/** The character that comes next; empty at the end. */
	get char(): string {
		return this.text.charAt(this.#at);
	}

	/** The next `length` characters. */
	ahead(length: number): string {
		return this.text.slice(this.#at, this.#at + length);
	}

	/** Advances to a place, counting the lines passed. */
	advance(to: number): void {
		for (let at = this.#at; at < to; at++) {
			if (this.text.charAt(at) !== '\n') continue;
			this.#line++;
			this.#lineStart = at + 1;
		}
		this.#at = Math.min(to, this.text.length);
	}

	/** Remembers the place; the returned function goes back there. */
	mark(): () => void {
		const place = [this.#at, this.#line, this.#lineStart] as const;
		return () => {
			[this.#at, this.#line, this.#lineStart] = place;
		};
	}
}
