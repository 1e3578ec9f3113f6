/** What one packet has passed through so far, and whether it goes on. */
import type { Hook } from '../iptables';
import type { InFlight } from './in-flight';
import type { Arrival } from './passage';
import { Recorder } from './recorder';
import type { OutputRoute } from './route-out';
import type { Decider, Decision, Findings } from './walk';

/** What one packet has passed through so far. */
export interface Journey {
	readonly findings: Findings;
	readonly hooks: Hook[];
	readonly recorder: Recorder | undefined;
	state: InFlight['state'] | null;
	direction: InFlight['direction'] | null;
	/** What happened to the copy that looped back. */
	copy: Arrival | null;
	/** The output route, as routing last chose it; undefined for incoming packets. */
	route: OutputRoute | undefined;
}

/** The journey of a packet at its start; `trace`: whether everything is recorded. */
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

/** What a hook, or a part of one, does with a packet. */
export type HookResult =
	| { readonly kind: 'on' }
	| { readonly kind: 'queued' }
	| { readonly kind: 'drop'; readonly by: Decider; readonly reject: string | null };

export const on: HookResult = { kind: 'on' };

/** A table's decision as the result of its hook. */
export function resultOf(decision: Decision): HookResult {
	return decision.kind === 'accept' ? on : decision;
}
