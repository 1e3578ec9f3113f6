import type { Handle } from '@sveltejs/kit';

/** The page is complete without its scripts: they load after it. */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"')
	});
