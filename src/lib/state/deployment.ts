import { resolve } from '$app/paths';

/** The path that the site is deployed under, without a slash at its end: empty at the root. */
export function deployment(): string {
	return resolve('/').replace(/\/$/, '');
}
