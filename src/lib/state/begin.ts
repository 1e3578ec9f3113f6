import { goto } from '$app/navigation';
import { deployment } from './deployment';
import { readHash, writeTail } from './address';
import { everyKept } from './kept.svelte';
import { ready } from './ready.svelte';

/**
 * Starts to keep and to read the address; the layout calls it once, when it is mounted.
 *
 * @returns a function that ends it
 */
export function begin(): () => void {
	if (!SINGLE_FILE && location.hash.startsWith('#/')) {
		// A link made by a single file, opened in the site.
		void goto(deployment() + writeTail(readHash(location.hash), false), { replaceState: true });
	}
	ready.set();
	const save = () => {
		for (const one of everyKept()) one.save();
	};
	const saveWhenHidden = () => {
		if (document.visibilityState === 'hidden') save();
	};
	addEventListener('pagehide', save);
	document.addEventListener('visibilitychange', saveWhenHidden);
	return () => {
		removeEventListener('pagehide', save);
		document.removeEventListener('visibilitychange', saveWhenHidden);
	};
}
