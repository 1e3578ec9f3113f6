/** Where the response to a request comes from. */
export type Answer =
	| { readonly kind: 'kept'; readonly path: string }
	| { readonly kind: 'redirect'; readonly to: string }
	| { readonly kind: 'network' };

/**
 * Decides how to answer a request to this deployment. Pages name their files relative to their
 * folder: `/about` must never be answered with the page of `/about/`, but redirected, as a server would.
 */
export function answerFor(
	url: URL,
	base: string,
	pages: ReadonlySet<string>,
	assets: ReadonlySet<string>
): Answer {
	const path = url.pathname;
	if (pages.has(path) || assets.has(path)) return { kind: 'kept', path };
	const folder = path.endsWith('/index.html') ? path.slice(0, -'index.html'.length) : `${path}/`;
	if (folder.startsWith(base) && pages.has(folder)) {
		return { kind: 'redirect', to: url.origin + folder + url.search };
	}
	return { kind: 'network' };
}
