import {
	bigintSets,
	ipv4,
	ipv6,
	IPV6_BITS,
	masked4,
	masked6,
	numberSets,
	prefix4Range,
	prefix6Range,
	type IntervalSet
} from '$lib/net';
import { matchExtension } from '../extensions';
import { connectionStates } from '../extensions/conntrack';
import type { Family, Invertible, MaskedAddress, Match, OptionUse, Rule } from '../ruleset';
import type { Allowed, Demand } from './demand';

/** What a rule demands, and whether that is all: the rule then matches every packet that meets it. */
export interface Demands {
	readonly demands: readonly Demand[];
	readonly whole: boolean;
}

const LAST_PORT = 0xffff;
const LAST_PROTOCOL = 0xff;
const LAST_ADDRESS4 = 0xffff_ffff;

/**
 * Matches that give the same answer for one packet anywhere in a table: they keep no memory, and no
 * target that lets the packet go on changes what they test.
 */
const steady: ReadonlySet<string> = new Set([
	'addrtype',
	'ah',
	'cgroup',
	'conntrack',
	'dccp',
	'esp',
	'frag',
	'helper',
	'icmp',
	'icmp6',
	'iprange',
	'ipv6header',
	'mac',
	'mh',
	'multiport',
	'owner',
	'physdev',
	'pkttype',
	'policy',
	'rt',
	'sctp',
	'state',
	'tcp',
	'udp'
]);
/** Options of these matches whose answer still changes: with time, and by TCPOPTSTRIP. */
const unsteady: ReadonlySet<string> = new Set(['ctexpire', 'tcp-option']);

const states: ReadonlySet<string> = new Set(connectionStates);

/** `set` is canonical. */
function numbers(set: IntervalSet<number>, last: number, inverted: boolean): Allowed {
	return {
		kind: 'numbers',
		set: inverted ? numberSets.subtract([{ lo: 0, hi: last }], set) : set
	};
}

function bigs(set: IntervalSet<bigint>, inverted: boolean): Allowed {
	const all = [{ lo: 0n, hi: (1n << BigInt(IPV6_BITS)) - 1n }];
	return { kind: 'bigs', set: inverted ? bigintSets.subtract(all, set) : set };
}

function addresses({ value, inverted }: Invertible<MaskedAddress>): Allowed {
	if (value.family === 'ipv4') {
		const block = prefix4Range(masked4(ipv4(value.address), ipv4(value.mask)));
		if (block) return numbers([block], LAST_ADDRESS4, inverted);
	} else {
		const block = prefix6Range(masked6(ipv6(value.address), ipv6(value.mask)));
		if (block) return bigs([block], inverted);
	}
	// The mask is non-contiguous.
	return inverted
		? { kind: 'written', text: `! ${value.address}/${value.mask}` }
		: { kind: 'bits', mask: BigInt(value.mask), set: BigInt(value.address) };
}

function interfaces({ value, inverted }: Invertible<string>): Allowed {
	const prefix = value.endsWith('+');
	return { kind: 'names', name: prefix ? value.slice(0, -1) : value, prefix, inverted };
}

/** What differs most between rules comes first: two rules are then quickly distinguished. */
function headerDemands({ header }: Rule): Demand[] {
	const { source, destination, inInterface, outInterface, protocol, fragment } = header;
	const demands: Demand[] = [];
	if (source) demands.push({ aspect: 'source', allowed: addresses(source) });
	if (destination) demands.push({ aspect: 'destination', allowed: addresses(destination) });
	if (inInterface) demands.push({ aspect: 'incoming interface', allowed: interfaces(inInterface) });
	if (outInterface)
		demands.push({ aspect: 'outgoing interface', allowed: interfaces(outInterface) });
	if (protocol) {
		const only = [{ lo: protocol.value, hi: protocol.value }];
		demands.push({ aspect: 'protocol', allowed: numbers(only, LAST_PROTOCOL, protocol.inverted) });
	}
	if (fragment) {
		const words = new Set([fragment.inverted ? 'first or whole' : 'further']);
		demands.push({ aspect: 'fragment', allowed: { kind: 'words', words } });
	}
	return demands;
}

/** The aspects that several options test, by the name of the option. */
const aspects: ReadonlyMap<string, string> = new Map([
	['sport', 'source port'],
	['sports', 'source port'],
	['dport', 'destination port'],
	['dports', 'destination port'],
	['src-range', 'source'],
	['dst-range', 'destination'],
	['state', 'connection state'],
	['ctstate', 'connection state'],
	['tcp-flags', 'TCP flags']
]);

function valuesOf({ value, inverted }: OptionUse): Allowed | undefined {
	switch (value.kind) {
		case 'range':
			return numbers([{ lo: value.low, hi: value.high }], LAST_PORT, inverted);
		case 'ranges':
			return numbers(
				numberSets.of(value.ranges.map(({ low, high }) => ({ lo: low, hi: high }))),
				LAST_PORT,
				inverted
			);
		case 'addressRange4':
			return numbers([{ lo: value.low, hi: value.high }], LAST_ADDRESS4, inverted);
		case 'addressRange6':
			return bigs([{ lo: value.low, hi: value.high }], inverted);
		case 'flags':
			return inverted
				? undefined
				: { kind: 'bits', mask: BigInt(value.mask), set: BigInt(value.set) };
		case 'words': {
			// SNAT and DNAT do not depend on the state: a connection in any state may be translated.
			if (!value.words.every((word) => states.has(word))) return undefined;
			const words = new Set(value.words);
			return {
				kind: 'words',
				words: inverted ? new Set([...states].filter((word) => !words.has(word))) : words
			};
		}
		default:
			return undefined;
	}
}

/**
 * What one match demands; undefined if that can't be determined for packets at another rule. Options
 * about which nothing more is known are one demand together: one may change the meaning of another.
 */
function matchDemands(match: Match, family: Family): readonly Demand[] | undefined {
	const { extension, options } = match;
	if (extension === 'comment') return [];
	const declaration = matchExtension(extension, family);
	if (!declaration || !steady.has(extension)) return undefined;
	const demands: Demand[] = [];
	const others: OptionUse[] = [];
	for (const use of options) {
		if (unsteady.has(use.option)) return undefined;
		const aspect = aspects.get(use.option);
		const allowed = aspect === undefined ? undefined : valuesOf(use);
		if (aspect !== undefined && allowed) demands.push({ aspect, allowed });
		else others.push(use);
	}
	// Without options, a match demands that the header is there, or whole: `-m ah` for IPv6, `-m tcp`.
	if (others.length === 0 && demands.length > 0) return demands;
	const text = declaration.print(others, { family, backend: 'legacy' });
	return [...demands, { aspect: `-m ${extension}`, allowed: { kind: 'written', text } }];
}

/** What a rule demands of the packets that it matches. */
export function demandsOf(rule: Rule, family: Family): Demands {
	const demands = headerDemands(rule);
	let whole = rule.unread === undefined;
	for (const match of rule.matches) {
		const more = matchDemands(match, family);
		if (more) demands.push(...more);
		else whole = false;
	}
	return { demands, whole };
}
