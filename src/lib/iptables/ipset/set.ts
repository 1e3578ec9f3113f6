/** Sets of addresses, networks, ports and interfaces, as `ipset` creates them and rules use them. */
import type { Family, Origin } from '../ruleset';
import { setType } from './types';

/** One part of an element as the kernel holds it. IPv4 addresses as uint32, IPv6 as bigint. */
export type Part =
	| { readonly kind: 'address'; readonly address: number | bigint; readonly length: number }
	/** Type and code of ICMP are in place of the port. Protocol 0: both TCP and UDP (bitmap:port). */
	| { readonly kind: 'port'; readonly protocol: number; readonly port: number }
	/** `aa:bb:cc:dd:ee:ff` */
	| { readonly kind: 'mac'; readonly mac: string }
	| { readonly kind: 'mark'; readonly mark: number }
	| {
			readonly kind: 'interface';
			readonly name: string;
			/** A port of a bridge. */
			readonly physical: boolean;
			/** Every interface whose name has this prefix. */
			readonly wildcard: boolean;
	  }
	| { readonly kind: 'set'; readonly name: string };

/** What an entry holds besides its element. */
export interface Extensions {
	/** An exception: what it covers is not in the set. */
	readonly noMatch: boolean;
	/** Timeout in seconds; permanent if omitted. */
	readonly timeout?: number;
	readonly packets?: bigint;
	readonly bytes?: bigint;
	readonly comment?: string;
	readonly mark?: { readonly mark: number; readonly mask: number };
	readonly priority?: number;
	readonly queue?: number;
}

export interface IpSetEntry extends Extensions {
	/** The element as `ipset save` prints it: `192.0.2.0/24,tcp:80`. */
	readonly element: string;
	/** What the command that added it wrote: one element, or a range of many. */
	readonly written: string;
	readonly parts: readonly Part[];
}

/** What `create` fixes for the lifetime of a set. */
export interface Creation {
	/** The family of its addresses; omitted if it has none. */
	readonly family?: Family;
	/** Default timeout of an entry in seconds; 0 is permanent. If omitted, entries can't expire. */
	readonly timeout?: number;
	readonly counters: boolean;
	readonly comment: boolean;
	readonly skbinfo: boolean;
	/** When the set is full, an element is evicted for the next. */
	readonly forceadd: boolean;
	readonly maxelem: number;
	/** For list:set. */
	readonly size: number;
	/** How many bits of an address count. */
	readonly netmask?: number;
	/** Which bits of an address count. */
	readonly bitmask?: number | bigint;
	readonly markmask: number;
	/** First and last address or port of a bitmap. */
	readonly range?: { readonly low: number; readonly high: number };
}

export interface IpSet {
	readonly name: string;
	/** `hash:ip`, `hash:net,port`, `list:set` ... */
	readonly type: string;
	readonly family: Family;
	/** Options of `create` as they are written. */
	readonly options: readonly string[];
	readonly creation: Creation;
	/** In the order in which they were added; for list:set, in list order. */
	readonly entries: readonly IpSetEntry[];
	readonly origin: Origin;
	/** Why its contents can't be known. */
	readonly uncertain?: string;
}

/** Whether rules of a family may use a set: one that holds no addresses serves both. */
export function serves({ type, family }: Pick<IpSet, 'type' | 'family'>, wanted: Family): boolean {
	return family === wanted || setType(type)?.families === 'none';
}
