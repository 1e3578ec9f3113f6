import type { TextEdit } from '$lib/text';

/**
 * - `prefixes`: the address becomes all twenty ranges
 * - `interface`: the address becomes the interface
 * - `adapters`, `same`: the address becomes the same one in each of the twenty ranges
 * - `except`: what the rule blocks passes where it is the adapter's or the host's own
 */
export type MendId = 'prefixes' | 'interface' | 'adapters' | 'same' | 'except';

/** A mend that may turn out not to be possible in the text as it is. */
export type Candidate = {
	readonly id: MendId;
	readonly title: string;
	readonly edit: TextEdit | undefined;
};
