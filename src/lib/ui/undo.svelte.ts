/**
 * Undoes the replacement of a typed value by a button: with an example, a file, or nothing. This is
 * possible as long as the value is as the button left it.
 *
 *     const undo = new Undo(() => text.value, (before) => (text.value = before));
 *     undo.replace(example);
 *     {#if undo.possible}<button type="button" onclick={() => { undo.take(); }}>Undo</button>{/if}
 */
export class Undo<T> {
	readonly #read: () => T;
	readonly #write: (value: T) => void;
	readonly #same: (one: T, other: T) => boolean;
	#last: { readonly before: T; readonly after: T } | undefined = $state.raw();

	constructor(
		read: () => T,
		write: (value: T) => void,
		same: (one: T, other: T) => boolean = Object.is
	) {
		this.#read = read;
		this.#write = write;
		this.#same = same;
	}

	get possible(): boolean {
		return this.#last !== undefined && this.#same(this.#last.after, this.#read());
	}

	/** Replaces the current value. */
	replace(after: T): void {
		const before = this.#read();
		this.#write(after);
		this.#last = this.#same(before, after) ? undefined : { before, after };
	}

	/** Restores the earlier value, if that is possible. */
	take(): void {
		if (!this.#last || !this.possible) return;
		this.#write(this.#last.before);
		this.#last = undefined;
	}
}
