import type { Backend, Family, Release } from './ruleset';

/** What a text is: recognised by itself, and changeable by the user. */
export const inputKinds = ['script', 'save', 'rules', 'listing'] as const;

/**
 * - `script`: shell commands
 * - `save`: what iptables-save prints and iptables-restore reads
 * - `rules`: what `iptables -S` prints
 * - `listing`: what `iptables -L -n -v` prints
 */
export type InputKind = (typeof inputKinds)[number];

export interface ReadSettings {
	/** nft by default, as current distributions have it. */
	readonly backend?: Backend;
	/** Instead of the kind that the text looks like. */
	readonly kind?: InputKind;
	/** Of dumps and listings; without it they are looked at for signs of IPv6. */
	readonly family?: Family;
	/** Host names and unknown services: `unknown` keeps the rule, its outcome unknown (default);
	 * `refuse` is what iptables does where it can't resolve the name. */
	readonly names?: 'unknown' | 'refuse';
	/** A dump with an error in it: `keep` the rest (default), or `refuse` it as iptables-restore does. */
	readonly faultyDump?: 'keep' | 'refuse';
	/** Whose commands: 1.8.11 (default), or 1.8.9, which Debian 12 has and which refuses more. */
	readonly release?: Release;
}

export interface FullSettings {
	readonly backend: Backend;
	readonly kind: InputKind | undefined;
	readonly family: Family;
	/** The user says so: signs don't count. */
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
