/** Converts recorded scenarios to the engine's forms: host, rules, packets and steps. */
import type { Backend, Family } from '$lib/iptables';
import type { Host, Packet } from '$lib/netfilter';
import { hostOf } from './host';
import { isObject, numberAt, objectAt, objectsAt, textAt, textsAt, type Json } from './json';
import { packetOf } from './packet';

export interface RuleText {
	readonly format: 'commands' | 'save';
	readonly text: string;
	/** iptables-restore keeps the existing rules (--noflush). */
	readonly keepsRules: boolean;
}

export type Step =
	| { readonly kind: 'packet'; readonly packet: Packet }
	| { readonly kind: 'ip'; readonly commands: readonly string[] }
	| { readonly kind: 'rules'; readonly rules: readonly RuleText[] }
	| { readonly kind: 'wait'; readonly milliseconds: number }
	| { readonly kind: 'sysctl'; readonly set: Json };

export interface Scenario {
	readonly name: string;
	readonly backend: Backend;
	readonly family: Family;
	readonly host: Host;
	readonly rules: readonly RuleText[];
	readonly steps: readonly Step[];
}

function rulesOf(from: unknown): RuleText[] {
	const parts = Array.isArray(from) ? from.filter(isObject) : isObject(from) ? [from] : [];
	return parts.map((part) => ({
		format: textAt(part, 'format') === 'save' ? 'save' : 'commands',
		text: textAt(part, 'text') ?? '',
		keepsRules: textsAt(part, 'options').some((word) => word === '-n' || word === '--noflush')
	}));
}

function stepOf(from: Json, family: Family): Step {
	switch (textAt(from, 'step')) {
		case 'ip':
			return { kind: 'ip', commands: textsAt(from, 'commands') };
		case 'rules':
			return { kind: 'rules', rules: rulesOf(from) };
		case 'wait':
			return { kind: 'wait', milliseconds: Math.min(2000, numberAt(from, 'ms') ?? 0) };
		case 'sysctl':
			return { kind: 'sysctl', set: objectAt(from, 'set') };
		default:
			return { kind: 'packet', packet: packetOf(from, family) };
	}
}

export function scenarioOf(from: Json): Scenario {
	const family = textAt(from, 'family') === 'ipv6' ? 'ipv6' : 'ipv4';
	const packets = objectsAt(from, 'packets');
	return {
		name: textAt(from, 'name') ?? '',
		backend: textAt(from, 'backend') === 'nft' ? 'nft' : 'legacy',
		family,
		host: hostOf(objectAt(from, 'host'), family, packets, textAt(from, 'conntrack') ?? 'always'),
		rules: rulesOf(from['rules']),
		steps: packets.map((each) => stepOf(each, family))
	};
}
