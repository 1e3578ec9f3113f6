/** What a target has done to a packet. */
import type { InFlight } from './in-flight';
import type { Decision } from './walk';

export interface Applied {
	/** For the trace; empty if the target's name says it. */
	readonly did: string;
	readonly decision?: Decision;
	/** What can't be modelled, if the effect is unknown. */
	readonly because?: string;
}

export const accept: Decision = { kind: 'accept' };

/** The kernel itself drops the packet. */
export function dropped(packet: InFlight, because: string): Applied {
	return {
		did: because,
		decision: {
			kind: 'drop',
			by: { hook: packet.hook, cause: 'kernel', because },
			reject: null
		}
	};
}
