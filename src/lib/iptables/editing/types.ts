/** What renaming a chain changes. */
import type { Stretch } from '$lib/text';

export interface ChainEdit {
	readonly at: Stretch;
	readonly text: string;
}

export type Renaming =
	| { readonly ok: true; readonly edits: readonly ChainEdit[] }
	| { readonly ok: false; readonly message: string };
