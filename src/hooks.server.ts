import type { Handle } from '@sveltejs/kit';

/** The page is whole without its scripts: they come after it. */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"')
	});
