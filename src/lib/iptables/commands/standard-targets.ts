import type { Target } from '../ruleset';

/** The targets that are verdicts. */
export const standardTargets: ReadonlyMap<string, Target> = new Map([
	['ACCEPT', { kind: 'standard', verdict: 'ACCEPT' }],
	['DROP', { kind: 'standard', verdict: 'DROP' }],
	['QUEUE', { kind: 'standard', verdict: 'QUEUE' }],
	['RETURN', { kind: 'standard', verdict: 'RETURN' }]
] as const);
