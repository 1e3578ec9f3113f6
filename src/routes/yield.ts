import { browser } from '$app/environment';

/**
 * A page's `load`: called when its code has been run and before it takes over what was prerendered. Lets
 * the browser paint and answer between the two, since each is long on a phone.
 */
export async function load(): Promise<void> {
	if (browser)
		await new Promise((resolve) => {
			setTimeout(resolve);
		});
}
