/** Sets of addresses, networks, ports and interfaces that `-m set` asks, as `ipset save` lists them. */
import type { Family, Origin } from './ruleset';

export interface IpSetEntry {
	/** The element as it is written: `192.0.2.0/24,tcp:80`. */
	readonly element: string;
	/** An exception: what it covers is not in the set. */
	readonly noMatch: boolean;
	/** Seconds that it stays; for good when left out. */
	readonly timeout?: number;
}

export interface IpSet {
	readonly name: string;
	/** `hash:ip`, `hash:net,port`, `list:set` ... */
	readonly type: string;
	readonly family: Family;
	/** Options of `create` as they are written. */
	readonly options: readonly string[];
	readonly entries: readonly IpSetEntry[];
	readonly origin: Origin;
}

/** Whether rules of a family may ask a set: one that holds no addresses serves both. */
export function serves({ type, family }: Pick<IpSet, 'type' | 'family'>, wanted: Family): boolean {
	return family === wanted || !/:(.*,)?(ip|net)\b/.test(type);
}
