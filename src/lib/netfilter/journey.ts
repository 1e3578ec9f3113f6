/** What one packet has met so far, and whether it goes on. */
import type { Hook } from '../iptables';
import type { InFlight } from './in-flight';
import type { Arrival } from './passage';
import { Recorder } from './recorder';
import type { OutputRoute } from './route-out';
import type { Decider, Decision, Findings } from './walk';

/** What one packet has met so far. */
export interface Journey {
	readonly findings: Findings;
	readonly hooks: Hook[];
	readonly recorder: Recorder | undefined;
	state: InFlight['state'] | null;
	direction: InFlight['direction'] | null;
	/** What became of the copy that came back. */
	copy: Arrival | null;
	/** The way out, as routing last gave it; undefined for what comes in. */
	route: OutputRoute | undefined;
}

/** The journey of a packet that has met nothing yet; `trace`: whether all is recorded. */
export function newJourney(trace: boolean): Journey {
	return {
		findings: { matched: [], policies: [] },
		hooks: [],
		recorder: trace ? new Recorder() : undefined,
		state: null,
		direction: null,
		route: undefined,
		copy: null
	};
}

/** What a hook, or a part of one, makes of a packet. */
export type HookResult =
	| { readonly kind: 'on' }
	| { readonly kind: 'queued' }
	| { readonly kind: 'drop'; readonly by: Decider; readonly reject: string | null };

export const on: HookResult = { kind: 'on' };

/** What a table decided, as the result of its hook. */
export function resultOf(decision: Decision): HookResult {
	return decision.kind === 'accept' ? on : decision;
}
