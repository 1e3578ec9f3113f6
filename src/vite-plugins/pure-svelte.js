/**
 * Modules of svelte without side effects on load; and kit's own fetch, for load functions that fetch,
 * of which there are none.
 */
const pure =
	/node_modules\/(svelte\/src\/(internal\/(client\/(dom|reactivity)|shared)|reactivity|store|legacy)\/|@sveltejs\/kit\/src\/runtime\/client\/fetcher\.js)/;

/**
 * Lets a page load only the parts of svelte that it uses. Svelte does not declare its modules free of
 * side effects, so without this every page gets what any page uses.
 *
 * @returns {import('vite').Plugin}
 */
export function pureSvelte() {
	return {
		name: 'waythrough-pure-svelte',
		transform: {
			filter: { id: pure },
			handler: (code) => ({ code, map: null, moduleSideEffects: false })
		}
	};
}
