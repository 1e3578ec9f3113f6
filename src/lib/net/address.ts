import { parseIpv4, type Ipv4 } from './ipv4';
import { parseIpv6, type Ipv6 } from './ipv6';

export type Family = 'ipv4' | 'ipv6';

export type Address =
	| { readonly family: 'ipv4'; readonly value: Ipv4 }
	| { readonly family: 'ipv6'; readonly value: Ipv6 };

/** Reads an address of either family as inet_pton does. */
export function parseAddress(text: string): Address | undefined {
	const v4 = parseIpv4(text);
	if (v4 !== undefined) return { family: 'ipv4', value: v4 };
	const v6 = parseIpv6(text);
	return v6 === undefined ? undefined : { family: 'ipv6', value: v6 };
}
