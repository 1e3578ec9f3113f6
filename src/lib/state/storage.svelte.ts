import { deployment } from './deployment';

/** Whether values can be kept at the moment, or why not. */
export type Keeping = 'works' | 'full' | 'forbidden';

/** Local storage that never throws, with keys separate from other deployments on this origin. */
class Storage {
	/** Whether the last attempt to keep something worked. */
	keeping = $state<Keeping>('works');

	get #prefix(): string {
		return `waythrough:${SINGLE_FILE ? 'file' : deployment()}:`;
	}

	read(key: string): string | null {
		try {
			return localStorage.getItem(this.#prefix + key);
		} catch {
			return null;
		}
	}

	write(key: string, text: string): void {
		try {
			localStorage.setItem(this.#prefix + key, text);
			this.keeping = 'works';
		} catch (error) {
			const full = error instanceof DOMException && error.name === 'QuotaExceededError';
			this.keeping = full ? 'full' : 'forbidden';
		}
	}

	remove(key: string): void {
		try {
			localStorage.removeItem(this.#prefix + key);
		} catch {
			// Storage that can't be opened holds nothing.
		}
	}

	/** All keys of this deployment, without the prefix. */
	keys(): string[] {
		try {
			return Object.keys(localStorage)
				.filter((key) => key.startsWith(this.#prefix))
				.map((key) => key.slice(this.#prefix.length))
				.sort();
		} catch {
			return [];
		}
	}
}

export const storage = new Storage();
