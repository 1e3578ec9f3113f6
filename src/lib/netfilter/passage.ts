/** What happened to one packet on its way through the host. */
import type { Hook } from '../iptables';
import type { InFlight } from './in-flight';
import type { Answer } from './reject';
import type { HookTrace, Snapshot } from './trace';
import type { Decider, Findings } from './walk';

export type Lost =
	| 'before-hooks'
	| 'routing-after-PREROUTING'
	| 'routing-after-FORWARD'
	| 'fragment-queued'
	/** It left over lo, and was refused there. */
	| 'lo'
	| `send-error:${string}`;

export interface Passage {
	readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT';
	readonly decidedBy: Decider | null;
	readonly matched: Findings['matched'];
	readonly policies: Findings['policies'];
	readonly hooks: readonly Hook[];
	readonly delivered: 'local' | 'sent' | 'forwarded' | null;
	/** Set if every hook accepted the packet but it never arrived. */
	readonly lost: Lost | null;
	/** Why it was lost, or dropped by the kernel. */
	readonly because: string | null;
	/** Null without conntrack. */
	readonly state: InFlight['state'] | null;
	readonly direction: InFlight['direction'] | null;
	readonly injected: Snapshot;
	/** After the last hook; null when it was dropped. */
	readonly final: Snapshot | null;
	/** What the host answers: REJECT, time exceeded, no route. */
	readonly answer: Answer | null;
	/** What happened to the copy that loops back to the sender; null if there is none. */
	readonly copy: Arrival | null;
	/** Whether one of its ports was drawn at random. */
	readonly random: boolean;
	readonly trace: readonly HookTrace[] | null;
}

/** How the path through the host ends. */
export type Arrival = Pick<
	Passage,
	'verdict' | 'decidedBy' | 'delivered' | 'lost' | 'because' | 'answer'
>;

/** Accepted by every hook that it passed, but lost nevertheless. */
export function lost(what: Lost, because: string): Arrival {
	return {
		verdict: 'ACCEPT',
		decidedBy: null,
		delivered: null,
		lost: what,
		because,
		answer: null
	};
}

/** Accepted, and delivered where it was meant to go. */
export function arrived(where: 'local' | 'sent' | 'forwarded'): Arrival {
	return {
		verdict: 'ACCEPT',
		decidedBy: null,
		delivered: where,
		lost: null,
		because: null,
		answer: null
	};
}
