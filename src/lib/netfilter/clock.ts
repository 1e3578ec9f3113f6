/** The time of a session, and what rules with memory may ask about it. */
import type { Session, Tuple, Zone } from '../iptables';

export class Clock implements Session {
	/** Milliseconds since the session began. */
	now = 0;
	readonly #isOpen: Clock['isOpen'];

	constructor(isOpen: Clock['isOpen']) {
		this.#isOpen = isOpen;
	}

	isOpen(tuple: Tuple, zone: Zone | null): boolean {
		return this.#isOpen(tuple, zone);
	}
}
