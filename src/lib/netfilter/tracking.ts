/** What the tracking of a protocol makes of a packet. */

/** `accept` with seconds: the entry lives on for that long; without: its timeout stays. */
export type Tracking =
	| { readonly kind: 'accept'; readonly seconds?: number; readonly kill?: true }
	/** `atMost`: seconds that the entry may still live. */
	| { readonly kind: 'invalid'; readonly atMost?: number }
	| { readonly kind: 'repeat' };

export const invalid: Tracking = { kind: 'invalid' };
