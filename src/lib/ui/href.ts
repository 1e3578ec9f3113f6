import { resolve } from '$app/paths';

/**
 * The address of a page of this site, correct in both builds: relative to the deployment in the site,
 * after `#` in the single file. The path starts with `/`, as in `href('/process/zsatunnel/')`, and
 * may carry a query (`/?q=tunnel`).
 */
export function href(path: string): string {
	if (!SINGLE_FILE) return resolve('/').replace(/\/$/, '') + path;
	const [page = '/', ...query] = path.split('?');
	const route = page.length > 1 && page.endsWith('/') ? page.slice(0, -1) : page;
	return ['#' + route, ...query].join('?');
}
