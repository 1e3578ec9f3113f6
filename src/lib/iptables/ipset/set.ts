/** Sets of addresses, networks, ports and interfaces, as `ipset` makes them and rules ask them. */
import type { Family, Origin } from '../ruleset';
import { setType } from './types';

/** One part of an element as the kernel holds it. IPv4 addresses as uint32, IPv6 as bigint. */
export type Part =
	| { readonly kind: 'address'; readonly address: number | bigint; readonly length: number }
	/** Type and code of ICMP are in the port's place. Protocol 0: TCP and UDP alike (bitmap:port). */
	| { readonly kind: 'port'; readonly protocol: number; readonly port: number }
	/** `aa:bb:cc:dd:ee:ff` */
	| { readonly kind: 'mac'; readonly mac: string }
	| { readonly kind: 'mark'; readonly mark: number }
	| {
			readonly kind: 'interface';
			readonly name: string;
			/** A port of a bridge. */
			readonly physical: boolean;
			/** Every interface whose name begins so. */
			readonly wildcard: boolean;
	  }
	| { readonly kind: 'set'; readonly name: string };

/** What an entry holds beside its element. */
export interface Extensions {
	/** An exception: what it covers is not in the set. */
	readonly noMatch: boolean;
	/** Seconds that it stays; for good when left out. */
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

/** What `create` fixes for the life of a set. */
export interface Creation {
	/** Of its addresses; left out where it has none. */
	readonly family?: Family;
	/** Seconds that an entry stays if it does not say so; 0 for good. Left out: entries can't expire. */
	readonly timeout?: number;
	readonly counters: boolean;
	readonly comment: boolean;
	readonly skbinfo: boolean;
	/** When it is full, an element makes room for the next. */
	readonly forceadd: boolean;
	readonly maxelem: number;
	/** Of list:set. */
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
	/** In the order in which they were added; of list:set, in its own. */
	readonly entries: readonly IpSetEntry[];
	readonly origin: Origin;
	/** Why what it holds can't be known. */
	readonly uncertain?: string;
}

/** Whether rules of a family may ask a set: one that holds no addresses serves both. */
export function serves({ type, family }: Pick<IpSet, 'type' | 'family'>, wanted: Family): boolean {
	return family === wanted || setType(type)?.families === 'none';
}
