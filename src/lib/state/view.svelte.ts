import { page } from '$app/state';
import { deployment } from './deployment';
import { readHash, readPath, writeTail, type Address } from './address';
import { ready } from './ready.svelte';

/** Milliseconds without a change after which the address is written: browsers limit the rate. */
const pause = 200;

/** Where the visitor is. */
export function here(): Address {
	return SINGLE_FILE ? readHash(location.hash) : readPath(location, deployment());
}

/** The whole link to an address of this deployment or file. */
export function whole(address: Address): string {
	const tail = writeTail(address, SINGLE_FILE);
	return SINGLE_FILE
		? location.href.replace(/#.*$/s, '') + tail
		: location.origin + deployment() + tail;
}

/** Bypasses the router, which has nothing to load for a view, but keeps its state. */
function replaceAddress(address: string): void {
	history.replaceState(history.state, '', address);
}

class View {
	/** Parameters that were set and are not in the address yet. */
	#waiting: ReadonlyMap<string, string> = $state.raw(new Map());
	#written = $state(0);
	#timer: ReturnType<typeof setTimeout> | undefined;

	get(name: string): string | null {
		// Read first, to make the result depend on it: a change of `location` is not tracked.
		const seen = [page.url, this.#written];
		if (!ready.now || seen.length === 0) return null;
		return this.#waiting.get(name) ?? here().query.get(name);
	}

	/** An empty value removes the parameter from the address. */
	set(name: string, value: string): void {
		this.#waiting = new Map(this.#waiting).set(name, value);
		const at = here().path;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			if (here().path === at) this.write();
			else this.#waiting = new Map();
		}, pause);
	}

	/** Writes pending parameters to the address. */
	write(): void {
		clearTimeout(this.#timer);
		const address = here();
		for (const [name, value] of this.#waiting) {
			if (value === '') address.query.delete(name);
			else address.query.set(name, value);
		}
		if (this.#waiting.size > 0) replaceAddress(whole(address));
		this.#waiting = new Map();
		this.#written++;
	}

	/** Removes the part after the last `#` from the address, and returns it. */
	takeFragment(): string {
		const { fragment, ...address } = here();
		if (fragment) replaceAddress(whole({ ...address, fragment: '' }));
		return fragment;
	}
}

export const view = new View();

/**
 * A part of the view that is in the address, so that a link carries it: a filter, a tab, a step.
 * Never the user's text; that is what sharing is for. At its initial value it is not in the address.
 *
 *     const query = viewParam('q');
 *     <input bind:value={query.value} />
 *
 * @param name short and stable: it appears in links
 */
export function viewParam(name: string, initial = ''): { value: string } {
	return {
		get value() {
			return view.get(name) || initial;
		},
		set value(value: string) {
			view.set(name, value === initial ? '' : value);
		}
	};
}
