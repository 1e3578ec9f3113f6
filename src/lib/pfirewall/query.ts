/** What is asked of a log: plain data, so that it goes to a worker and into a link. */
import type { IntervalSet } from '$lib/net';
import type { Condition } from './condition';
import type { Action } from './line';

export interface Query {
	/** Rows of this action; of any where it is left out. */
	readonly action?: Action;
	/** The IPv4 addresses that are looked for. */
	readonly range: IntervalSet<number>;
	/** Only rows from or to an address in the range. */
	readonly inRange: boolean;
	/** First and last second wanted, in local seconds. */
	readonly from?: number;
	readonly until?: number;
	/** All must hold. */
	readonly conditions: readonly Condition[];
}
