/** The result of tracking a packet by its protocol. */

/** `accept` with seconds: the entry's new timeout; without: its timeout stays. */
export type Tracking =
	| { readonly kind: 'accept'; readonly seconds?: number; readonly kill?: true }
	/** `atMost`: the most seconds that the entry may still live. */
	| { readonly kind: 'invalid'; readonly atMost?: number }
	| { readonly kind: 'repeat' };

export const invalid: Tracking = { kind: 'invalid' };
