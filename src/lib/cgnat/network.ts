import type { Ipv4, Span } from '$lib/net';
import type { AddressRange } from './address-range';

/** An interface as the text names it. */
export type Device = {
	/** An interface of Unix (`eth1`, `utun3`), the title of an adapter of Windows, or the address by
	 * which `route print` names an interface. */
	readonly kind: 'interface' | 'adapter' | 'address';
	readonly name: string;
	/** The driver's or product's name if the text gives one; else empty. */
	readonly description: string;
};

export type Origin = 'address' | 'route' | 'listed';

/** A network as a reader finds it. */
export type Found = {
	readonly range: AddressRange;
	readonly origin: Origin;
	readonly device?: Device;
	/** The host's own address in it, if the line gives one. */
	readonly host?: Ipv4;
	/** Where the text names it. */
	readonly span: Span;
};

/** What a network means for the walk. Only one that counts can take a range. */
export type Role =
	| { readonly kind: 'counts' }
	/** Client Connector's own adapter, or a route through it; `because` says how it is recognised. */
	| { readonly kind: 'own'; readonly because: string }
	/** A default route, or one half of it. */
	| { readonly kind: 'default' }
	| { readonly kind: 'ipv6' };

export type Network = {
	readonly range: AddressRange;
	/** As a person writes it: `100.64.0.0/20`. */
	readonly text: string;
	readonly origin: Origin;
	readonly device?: Device;
	readonly span: Span;
	readonly role: Role;
};

/** How a network is named in a sentence: `100.64.0.0/20 (eth1)`. */
export function nameNetwork({ text, device }: Network): string {
	return device ? `${text} (${device.name})` : text;
}
