/** A query on a log: plain data, so that it can be sent to a worker and put into a link. */
import type { IntervalSet } from '$lib/net';
import type { Condition } from './condition';
import type { Action } from './line';

export interface Query {
	/** Only rows of this action; any if it is left out. */
	readonly action?: Action;
	/** The IPv4 addresses to search for. */
	readonly range: IntervalSet<number>;
	/** Only rows from or to an address in the range. */
	readonly inRange: boolean;
	/** First and last second wanted, in local seconds. */
	readonly from?: number;
	readonly until?: number;
	/** All must hold. */
	readonly conditions: readonly Condition[];
}
