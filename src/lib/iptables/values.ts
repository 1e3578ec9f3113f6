/**
 * The values that options of extensions take, as data. Each kind is one way to write, print and
 * compare; an option type (extensions/types) reads and prints one kind.
 */
export type Value =
	| { readonly kind: 'none' }
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'big'; readonly value: bigint }
	| { readonly kind: 'bigRange'; readonly low: bigint; readonly high: bigint }
	| { readonly kind: 'numbers'; readonly values: readonly number[] }
	/** Both ends included: ports, lengths, SPIs, ids. */
	| { readonly kind: 'range'; readonly low: number; readonly high: number }
	| { readonly kind: 'ranges'; readonly ranges: readonly { low: number; high: number }[] }
	| { readonly kind: 'masked'; readonly value: number; readonly mask: number }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'words'; readonly words: readonly string[] }
	| { readonly kind: 'flags'; readonly mask: number; readonly set: number }
	| { readonly kind: 'address4'; readonly address: number; readonly mask: number }
	| { readonly kind: 'address6'; readonly address: bigint; readonly mask: bigint }
	| { readonly kind: 'addressRange4'; readonly low: number; readonly high: number }
	| { readonly kind: 'addressRange6'; readonly low: bigint; readonly high: bigint }
	| {
			readonly kind: 'icmpType';
			readonly type: number;
			readonly lowCode: number;
			readonly highCode: number;
	  }
	| {
			readonly kind: 'rate';
			readonly count: number;
			readonly unit: 'second' | 'minute' | 'hour' | 'day';
	  }
	/** Octets per second, as the cost of 16 octets in units of 2^-32 s: what hashlimit keeps. */
	| { readonly kind: 'byteRate'; readonly cost: number }
	| { readonly kind: 'translation'; readonly addresses?: AddressSpan; readonly ports?: PortSpan };

/** The addresses that a translation may choose from, both ends included. */
export type AddressSpan =
	| { readonly family: 'ipv4'; readonly low: number; readonly high: number }
	| { readonly family: 'ipv6'; readonly low: bigint; readonly high: bigint };

/** The ports that a translation may choose from; `base` is the offset of a shifted range. */
export interface PortSpan {
	readonly low: number;
	readonly high: number;
	readonly base?: number;
}

export type ValueOf<K extends Value['kind']> = Extract<Value, { readonly kind: K }>;
