import { afterNavigate, goto } from '$app/navigation';
import { deployment } from './deployment';
import { readHash, writeTail } from './address';
import { everyKept } from './kept.svelte';
import { ready } from './ready.svelte';

/** Starts saving what is typed, and reading the address. To be called while the layout is created. */
export function begin(): void {
	// Called first after hydration, when the router can change the address. In a task of its own, so
	// that a key or a tap need not wait for both.
	afterNavigate(({ type }) => {
		if (type === 'enter') setTimeout(start);
	});
}

function start(): void {
	if (!SINGLE_FILE && location.hash.startsWith('#/')) {
		// A link from a single file, opened in the site.
		void goto(deployment() + writeTail(readHash(location.hash), false), { replaceState: true });
	}
	ready.set();
	// Tells scripts that drive the page that it responds from here on.
	document.documentElement.dataset['alive'] = '';
	const save = () => {
		for (const one of everyKept()) one.save();
	};
	const saveWhenHidden = () => {
		if (document.visibilityState === 'hidden') save();
	};
	addEventListener('pagehide', save);
	document.addEventListener('visibilitychange', saveWhenHidden);
}
