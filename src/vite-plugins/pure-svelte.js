/**
 * Modules of svelte that do nothing when they are merely loaded; and kit's own fetch, which serves
 * load functions, and no page has any.
 */
const pure =
	/node_modules\/(svelte\/src\/(internal\/(client\/(dom|reactivity)|shared)|reactivity|store|legacy)\/|@sveltejs\/kit\/src\/runtime\/client\/fetcher\.js)/;

/**
 * Lets a page load of svelte what it uses. Svelte does not declare its modules free of side effects,
 * so that without this every page gets what any page uses.
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
