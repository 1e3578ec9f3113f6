/** The parts of an address, the same in the site and in the single file. */
export interface Address {
	/** The page, for example `/simulate/`. */
	readonly path: string;
	/** The view. */
	readonly query: URLSearchParams;
	/** The part after the last `#`, without it. */
	readonly fragment: string;
}

/**
 * Reads an address whose page is after `#`: always in the single file, and in the site if a single
 * file made the link.
 */
export function readHash(hash: string): Address {
	const [, rest = '', fragment = ''] = /^#?([^#]*)(?:#(.*))?$/s.exec(hash) ?? [];
	const [path, query] = split(rest, '?');
	return { path: directory(path), query: new URLSearchParams(query), fragment };
}

/** Reads an address of the site, deployed under `base`. */
export function readPath(
	url: { readonly pathname: string; readonly search: string; readonly hash: string },
	base: string
): Address {
	return {
		path: directory(url.pathname.slice(base.length)),
		query: new URLSearchParams(url.search),
		fragment: url.hash.slice(1)
	};
}

/** What follows the deployment or file in a link: `/simulate/?step=3#share` or `#/simulate?step=3#share`. */
export function writeTail({ path, query, fragment }: Address, single: boolean): string {
	const page = single ? '#' + (path === '/' ? path : path.replace(/\/$/, '')) : path;
	const search = query.toString();
	return page + (search && `?${search}`) + (fragment && `#${fragment}`);
}

function directory(path: string): string {
	const clean = path.replace(/index\.html$/, '');
	return ('/' + clean + '/').replace(/\/{2,}/g, '/');
}

function split(text: string, at: string): [string, string] {
	const index = text.indexOf(at);
	return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
