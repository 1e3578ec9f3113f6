import { browser } from '$app/environment';
import { lineFeeds } from '$lib/text';
import { ready } from './ready.svelte';
import { storage } from './storage.svelte';

/** Milliseconds without a change after which a value is written. */
const pause = 300;

/**
 * A value that survives reload and crash, in local storage.
 *
 * It is replaced as a whole (`x.value = { ...x.value, port: 22 }`); a change inside it is not noticed.
 * It must be JSON.
 */
export class Kept<T> {
	readonly #key: string;
	readonly #initial: T;
	readonly #parse: (raw: unknown) => T | undefined;
	#value: T;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(key: string, initial: T, parse: (raw: unknown) => T | undefined) {
		this.#key = key;
		this.#initial = initial;
		this.#parse = parse;
		this.#value = $state.raw(initial);
		if (!browser) return;
		ready.run(() => {
			const before = this.#understood(storage.read(this.#key));
			if (before === undefined) return;
			// What was typed into the prerendered example meanwhile must not replace the user's own text.
			clearTimeout(this.#timer);
			this.#timer = undefined;
			this.#value = before;
		});
	}

	get value(): T {
		return this.#value;
	}

	set value(value: T) {
		if (value === this.#value) return;
		this.#value = value;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.save();
		}, pause);
	}

	/** Back to the initial value, with nothing kept. */
	reset(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#value = this.#initial;
		storage.remove(this.#key);
	}

	/** Loads the stored value; the initial one if there is none, or none of use. */
	load(): void {
		this.#value = this.#understood(storage.read(this.#key)) ?? this.#initial;
	}

	/** Writes a pending value now. */
	save(): void {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		storage.write(this.#key, JSON.stringify(this.#value));
	}

	#understood(text: string | null): T | undefined {
		if (text === null) return undefined;
		try {
			return this.#parse(JSON.parse(text));
		} catch {
			return undefined;
		}
	}
}

type Handle = Pick<Kept<unknown>, 'load' | 'reset' | 'save'>;

const live = new Map<string, Handle>();

/**
 * Makes the value kept under a key. Call it once per key, at the top of a module; pages that
 * share a value import it from there. A page that is being prerendered or hydrated sees the initial
 * value; the kept one follows right after.
 *
 *     export const networks = kept('shift.networks', '', text);
 *     <TextBox label="Networks in use" bind:value={networks.value} />
 *
 * @param key what it is, for example `simulate.rules`
 * @param initial its value before anything was kept, and in the prerendered page
 * @param parse reads what was kept (perhaps by an older version, or from an imported file): undefined
 *   if it is of no use, and the initial value then applies. {@link text} reads a string.
 */
export function kept<T>(key: string, initial: T, parse: (raw: unknown) => T | undefined): Kept<T> {
	const made = new Kept(key, initial, parse);
	live.set(key, made);
	return made;
}

/** For {@link kept}: a string, with line ends as in a text box. */
export function text(raw: unknown): string | undefined {
	return typeof raw === 'string' ? lineFeeds(raw) : undefined;
}

/** Every value in use, to load, save or reset them all. */
export function everyKept(): Iterable<Handle> {
	return live.values();
}
