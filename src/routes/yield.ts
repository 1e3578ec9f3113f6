import { browser } from '$app/environment';

/**
 * A page's `load`: called after its code has run and before hydration. Lets the browser paint and
 * respond between the two, since each takes long on a phone.
 */
export async function load(): Promise<void> {
	if (browser)
		await new Promise((resolve) => {
			setTimeout(resolve);
		});
}
