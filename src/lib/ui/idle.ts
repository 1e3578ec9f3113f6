/**
 * Resolves once the current page has been painted and the browser has time: work split by it lets the
 * browser respond to the user in between.
 */
export function idle(): Promise<void> {
	return new Promise((resolve) => {
		// Missing in some browsers. The timeout is for pages in the background, which must start up too.
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
