/** How a session decides what is unknown about a packet. */
import type { FieldName, FieldSet, Outcome, Unknown } from '../iptables';
import type { InFlight } from './in-flight';
import type { Place } from './walk';

/** How open fields and unknown outcomes are decided; a stack on its own only has known packets. */
export interface Oracle {
	ask(packet: InFlight, field: FieldName, set: FieldSet): Outcome;
	decide(packet: InFlight, unknown: Unknown, place: Place): boolean;
	/** From now on, an open field only has values of the set; no cases are made for the others. */
	narrow?(packet: InFlight, field: FieldName, set: FieldSet): void;
	/** Decides which of the sets an open field is in. */
	choose?(packet: InFlight, field: FieldName, sets: readonly FieldSet[]): void;
	/** One of the values that an open field may have. */
	sample?(packet: InFlight, field: FieldName): number | bigint | string | undefined;
}

/** Treats everything unknown as not matching. */
export const literal: Oracle = {
	ask: (_packet, field) => ({ kind: 'unknown', because: `${field} is left open` }),
	decide: () => false
};
