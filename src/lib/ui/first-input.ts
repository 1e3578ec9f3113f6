const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'focusin'] as const;

/**
 * Resolves at the user's first move, press, key or scroll, after `most` milliseconds at the latest. What
 * a page can do without until it is used comes after it, and leaves a phone free to show the rest.
 */
export function firstInput(most: number): Promise<void> {
	return new Promise((resolve) => {
		function done() {
			clearTimeout(timer);
			for (const sign of signs) removeEventListener(sign, done, true);
			resolve();
		}
		const timer = setTimeout(done, most);
		for (const sign of signs) addEventListener(sign, done, { capture: true, passive: true });
	});
}
