/** The time of a session, and what the rules' memories may ask of it. */
import type { Session, Tuple } from '../iptables';

export class Clock implements Session {
	/** Milliseconds since the session began. */
	now = 0;
	readonly #isOpen: (tuple: Tuple) => boolean;

	constructor(isOpen: (tuple: Tuple) => boolean) {
		this.#isOpen = isOpen;
	}

	isOpen(tuple: Tuple): boolean {
		return this.#isOpen(tuple);
	}
}
