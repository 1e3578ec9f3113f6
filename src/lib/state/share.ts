import { ready } from './ready.svelte';
import { here, view, whole } from './view.svelte';
import { pack, unpack } from './pack';

const sign = 'share=';

/**
 * A link to a page, equivalent in the site and in the single file. It carries the view if the visitor
 * is on that page, and the payload (JSON) only if one is given: compressed, after the `#`, which
 * browsers do not send.
 *
 * @param path the page, for example `/simulate/`
 */
export async function shareLink(path: string, payload?: unknown): Promise<string> {
	view.write();
	const at = here();
	return whole({
		path,
		query: at.path === path ? at.query : new URLSearchParams(),
		fragment: payload === undefined ? '' : sign + (await pack(JSON.stringify(payload)))
	});
}

/** The content of a link: its payload, to be checked like any foreign text, or that it is broken. */
export type Shared =
	{ readonly kind: 'payload'; readonly payload: unknown } | { readonly kind: 'broken' };

/**
 * Takes the payload of the link that led here, if it has one, and removes it from the address, so
 * that a reload shows the user's later changes. To be called when the page is mounted.
 */
export async function takeShare(): Promise<Shared | undefined> {
	await ready.wait();
	if (!here().fragment.startsWith(sign)) return undefined;
	const packed = view.takeFragment().slice(sign.length);
	try {
		return { kind: 'payload', payload: JSON.parse(await unpack(packed)) };
	} catch {
		return { kind: 'broken' };
	}
}
