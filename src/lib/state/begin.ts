import { afterNavigate, goto } from '$app/navigation';
import { deployment } from './deployment';
import { readHash, writeTail } from './address';
import { everyKept } from './kept.svelte';
import { ready } from './ready.svelte';

/** Starts to keep what is typed and to read the address. To be called while the layout is made. */
export function begin(): void {
	// The first time is when the page has been hydrated and the router can change the address. A task
	// of its own, so that a key or a tap need not wait for both.
	afterNavigate(({ type }) => {
		if (type === 'enter') setTimeout(start);
	});
}

function start(): void {
	if (!SINGLE_FILE && location.hash.startsWith('#/')) {
		// A link made by a single file, opened in the site.
		void goto(deployment() + writeTail(readHash(location.hash), false), { replaceState: true });
	}
	ready.set();
	// Tells scripts that drive the page that it answers from here on.
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
