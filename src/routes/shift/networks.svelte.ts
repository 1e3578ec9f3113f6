import { readNetworks, type Networks } from '$lib/cgnat';
import type { Parsed } from '$lib/net';
import { Cancelled, connect } from '$lib/worker';
import type { Api } from './networks.worker';
import spawn from './networks.worker?spawn';

/** Code units, about a thousand lines: a longer text can't be read between two keystrokes. */
const LARGE = 60_000;
/** Milliseconds after the last keystroke before the worker is asked. */
const pause = 150;

export function isLarge(text: string): boolean {
	return text.length > LARGE;
}

/** Networks of a text too large to read at every keystroke; a worker reads it, and the latest wins. */
export class LargeText {
	found: Parsed<Networks> = $state.raw(readNetworks(''));
	busy = $state(false);

	readonly #worker = connect<Api>(spawn);
	#timer: ReturnType<typeof setTimeout> | undefined;

	read(text: string): void {
		this.end();
		this.busy = true;
		this.#timer = setTimeout(() => void this.#read(text), pause);
	}

	/** Stops reading; the last result stays. */
	end(): void {
		clearTimeout(this.#timer);
		if (this.busy) this.#worker.cancel();
		this.busy = false;
	}

	async #read(text: string): Promise<void> {
		try {
			this.found = await this.#worker.run((api) => api.readNetworks(text));
			this.busy = false;
		} catch (error) {
			if (error instanceof Cancelled) return;
			// If no worker starts, the page itself reads it, however long that takes.
			this.found = readNetworks(text);
			this.busy = false;
		}
	}
}
