/**
 * `:CHAIN POLICY [packets:bytes]`, as iptables-restore reads it.
 * Source: https://git.netfilter.org/iptables/tree/iptables/iptables-restore.c and xtables-restore.c
 */
import { chainNameComplaint } from '../commands/chain-name';
import { CHAIN_NAME_ROOM } from '../commands/limits';
import { standardTargets } from '../commands/standard-targets';
import type { Complaint } from '../extension';
import { unsignedLong } from '../number';
import {
	builtInChains,
	type Backend,
	type Counters,
	type Family,
	type TableName
} from '../ruleset';

export interface ChainLine {
	readonly chain: string;
	/** Absent if the dump has `-`. */
	readonly policy?: string;
	readonly counters?: Counters;
}

export interface ChainPlace {
	readonly family: Family;
	readonly table: TableName;
	readonly backend: Backend;
	/** iptables-restore is called with -c, and then requires the counters. */
	readonly counted: boolean;
}

function countersOf(text: string): Counters | undefined {
	const [, packets, bytes] = /^\[(\s*[-+]?\d+):(\s*[-+]?\d+)/.exec(text) ?? [];
	const first = unsignedLong(packets ?? '');
	const second = unsignedLong(bytes ?? '');
	return first === undefined || second === undefined
		? undefined
		: { packets: first, bytes: second };
}

/** A dump may declare chains with names that -N refuses: of targets, and in legacy any that the
 * kernel accepts. */
function nameComplaint(name: string, { family, backend }: ChainPlace): Complaint | undefined {
	const refuses =
		name.length >= CHAIN_NAME_ROOM ||
		standardTargets.has(name) ||
		(backend === 'nft' && /^[-!]/.test(name));
	return refuses ? chainNameComplaint(name, family) : undefined;
}

/** The contents of the line, or why iptables-restore refuses it. */
export function readChainLine(line: string, place: ChainPlace): ChainLine | Complaint {
	const [chain, policy, pair] = line
		.slice(1)
		.split(/[ \t]+/)
		.filter((word) => word !== '');
	if (chain === undefined || policy === undefined) {
		return {
			code: 'bad-chain-line',
			message: 'A chain needs a name and a policy.',
			help: 'Write “:INPUT ACCEPT [0:0]”, or “-” in place of the policy for a chain of your own.'
		};
	}
	const complaint = nameComplaint(chain, place);
	if (complaint) return complaint;
	const builtIn = builtInChains[place.table].some((each) => each === chain);
	// nft checks the counters of built-in chains, legacy those beside a policy.
	const counts = place.backend === 'nft' ? builtIn : policy !== '-';
	const counters = counts && pair !== undefined ? countersOf(pair) : undefined;
	if (counts && !counters && (pair !== undefined || place.counted)) {
		return {
			code: 'bad-counters',
			message:
				pair === undefined
					? `With -c, iptables-restore needs the counters of ${chain}.`
					: `The counters of ${chain} are not of the form [packets:bytes].`,
			help: place.counted ? 'Write [0:0] after the policy.' : 'Correct them, or leave them out.'
		};
	}
	const zero = counters?.packets === 0n && counters.bytes === 0n;
	return { chain, ...(policy !== '-' && { policy }), ...(counters && !zero && { counters }) };
}
