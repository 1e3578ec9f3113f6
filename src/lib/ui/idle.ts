/**
 * Resolves once what the page shows now has been painted and the browser has time: work that is
 * split by it leaves room for what a user does meanwhile.
 */
export function idle(): Promise<void> {
	return new Promise((resolve) => {
		// Not in every browser. A page in the background must come alive, too: hence the timeout.
		if ('requestIdleCallback' in globalThis) {
			requestIdleCallback(
				() => {
					resolve();
				},
				{ timeout: 500 }
			);
		} else setTimeout(resolve, 50);
	});
}
