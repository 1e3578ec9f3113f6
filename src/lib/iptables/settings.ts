import type { Backend, Family, Release } from './ruleset';

/** The kind of a text: recognised automatically, and changeable by the user. */
export const inputKinds = ['script', 'save', 'rules', 'listing'] as const;

/**
 * - `script`: shell commands
 * - `save`: what iptables-save prints and iptables-restore reads
 * - `rules`: what `iptables -S` prints
 * - `listing`: what `iptables -L -n -v` prints
 */
export type InputKind = (typeof inputKinds)[number];

export interface ReadSettings {
	/** nft by default, as in current distributions. */
	readonly backend?: Backend;
	/** Overrides the kind that the text looks like. */
	readonly kind?: InputKind;
	/** For dumps and listings; without it they are searched for signs of IPv6. */
	readonly family?: Family;
	/** Host names and unknown services: `unknown` keeps the rule, its outcome unknown (default);
	 * `refuse` is what iptables does if it can't resolve the name. */
	readonly names?: 'unknown' | 'refuse';
	/** A dump with an error in it: `keep` the rest (default), or `refuse` it as iptables-restore does. */
	readonly faultyDump?: 'keep' | 'refuse';
	/** Whose behaviour: 1.8.11 (default), or 1.8.9, which Debian 12 has and which refuses more. */
	readonly release?: Release;
}

export interface FullSettings {
	readonly backend: Backend;
	readonly kind: InputKind | undefined;
	readonly family: Family;
	/** The user stated the family: signs don't count. */
	readonly familyGiven: boolean;
	readonly names: 'unknown' | 'refuse';
	readonly faultyDump: 'keep' | 'refuse';
	readonly release: Release;
}

export function fullSettings(settings: ReadSettings): FullSettings {
	return {
		backend: settings.backend ?? 'nft',
		kind: settings.kind,
		family: settings.family ?? 'ipv4',
		familyGiven: settings.family !== undefined,
		names: settings.names ?? 'unknown',
		faultyDump: settings.faultyDump ?? 'keep',
		release: settings.release ?? '1.8.11'
	};
}

export function sameSettings(a: FullSettings, b: FullSettings): boolean {
	return (
		a.backend === b.backend &&
		a.kind === b.kind &&
		a.family === b.family &&
		a.familyGiven === b.familyGiven &&
		a.names === b.names &&
		a.faultyDump === b.faultyDump &&
		a.release === b.release
	);
}
