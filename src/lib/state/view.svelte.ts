import { page } from '$app/state';
import { deployment } from './deployment';
import { readHash, readPath, writeTail, type Address } from './address';
import { ready } from './ready.svelte';

/** Milliseconds without a change after which the address is written: browsers limit how often. */
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

/** Beside the router, which has nothing to load for a view, but with the state it keeps there. */
function replaceAddress(address: string): void {
	history.replaceState(history.state, '', address);
}

class View {
	/** Parameters that were set and are not in the address yet. */
	#waiting: ReadonlyMap<string, string> = $state.raw(new Map());
	#written = $state(0);
	#timer: ReturnType<typeof setTimeout> | undefined;

	get(name: string): string | null {
		// Read first, for what depends on it: a change of the address is not seen in `location`.
		const seen = [page.url, this.#written];
		if (!ready.now || seen.length === 0) return null;
		return this.#waiting.get(name) ?? here().query.get(name);
	}

	/** An empty value takes the parameter out of the address. */
	set(name: string, value: string): void {
		this.#waiting = new Map(this.#waiting).set(name, value);
		const at = here().path;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			if (here().path === at) this.write();
			else this.#waiting = new Map();
		}, pause);
	}

	/** Puts into the address what waits for it. */
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

	/** Takes what stands behind the last `#` out of the address, and returns it. */
	takeFragment(): string {
		const { fragment, ...address } = here();
		if (fragment) replaceAddress(whole({ ...address, fragment: '' }));
		return fragment;
	}
}

export const view = new View();

/**
 * A part of the view that stands in the address, so that a link carries it: a filter, a tab, a step.
 * Never the user's text; that is what sharing is for. At its initial value it is not in the address.
 *
 *     const query = viewParam('q');
 *     <input bind:value={query.value} />
 *
 * @param name short and stable: it stands in links
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
