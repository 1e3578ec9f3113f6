/**
 * Whether a packet is in an ipset: ip_set_test, and list_set_ktest, in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset
 */
import { networkOf } from '../../net';
import { NamedMemory, type Outcome, type PacketView } from '../evaluation';
import {
	hasExceptions,
	Lookup,
	serves,
	setType,
	type IpSet,
	type IpSetEntry,
	type Part,
	type SetType
} from '../ipset';
import { unknown } from './evaluate';
import { askedParts, type Side } from './set-asked';
import { countIn, type Counting } from './set-counters';
import { currentSet } from './set-session';

/** What a rule asks a set. */
export interface SetQuestion {
	readonly sides: readonly Side[];
	/** Only exceptions count (--return-nomatch); only sets of networks can have them. */
	readonly exceptions: boolean;
	readonly counting: Counting;
	/** Called with the entry that contains the packet; in a list, after the entry of the member set. */
	readonly found?: (entry: IpSetEntry, set: IpSet) => void;
}

const lookups = new WeakMap<IpSet, Lookup>();

function lookupOf(set: IpSet, type: SetType): Lookup {
	let lookup = lookups.get(set);
	if (!lookup) lookups.set(set, (lookup = new Lookup(type, set.entries)));
	return lookup;
}

/** The addresses that bitmap:ip,mac entries without one learnt from the first packet they saw. */
const learnt = new NamedMemory<Map<string, string>>(() => new Map());

function isExpired({ timeout }: IpSetEntry, { session }: PacketView): boolean {
	return timeout !== undefined && session.now / 1000 >= timeout;
}

/** For bitmap:ip,mac: an entry without a MAC address matches any, and keeps the first. */
function hasMac(set: IpSet, entry: IpSetEntry, mac: Part | undefined, packet: PacketView): boolean {
	if (mac?.kind !== 'mac') return false;
	const [, own] = entry.parts;
	if (own?.kind === 'mac') return own.mac === mac.mac && !isExpired(entry, packet);
	const known = learnt.of(packet.session, set.name);
	const before = known.get(entry.element);
	if (before === undefined) known.set(entry.element, mac.mac);
	return before === undefined || before === mac.mac;
}

function agrees(own: Part | undefined, asked: Part | undefined): boolean {
	if (!own || !asked) return true;
	switch (own.kind) {
		case 'address':
			return asked.kind === 'address' && networkOf(asked.address, own.length) === own.address;
		case 'port':
			return asked.kind === 'port' && asked.protocol === own.protocol && asked.port === own.port;
		case 'mac':
			return asked.kind === 'mac' && asked.mac === own.mac;
		case 'mark':
			return asked.kind === 'mark' && asked.mark === own.mark;
		case 'interface':
			return (
				asked.kind === 'interface' &&
				!own.physical &&
				(own.wildcard ? asked.name.startsWith(own.name) : asked.name === own.name)
			);
		case 'set':
			return false;
	}
}

function isKnown(parts: readonly (Part | undefined)[]): parts is readonly Part[] {
	return parts.every((part) => part !== undefined);
}

function inOne(set: IpSet, type: SetType, packet: PacketView, question: SetQuestion): Outcome {
	const asked = askedParts(set, type, packet, question.sides);
	if (!asked) return false;
	if (set.uncertain !== undefined) return unknown(set.uncertain);
	if (!isKnown(asked)) {
		const possible = set.entries.some((entry) =>
			asked.every((part, place) => agrees(entry.parts[place], part))
		);
		return possible && unknown(`a field that the ipset ${set.name} is asked for is left open`);
	}
	const exceptions = question.exceptions && hasExceptions(type);
	for (const entry of lookupOf(set, type).covering(asked)) {
		if (type.name === 'bitmap:ip,mac') {
			if (!hasMac(set, entry, asked[1], packet)) continue;
		} else if (isExpired(entry, packet)) continue;
		const counted = countIn(set, entry, packet, question.counting);
		if (counted === undefined) return unknown(`a length that the ipset ${set.name} counts is open`);
		if (counted) {
			question.found?.(entry, set);
			return entry.noMatch === exceptions;
		}
	}
	return false;
}

/** The first member set that contains the packet counts. */
function inList(set: IpSet, packet: PacketView, question: SetQuestion): Outcome {
	const { counting } = question;
	const inside = {
		...question,
		counting: { ...counting, compared: [], counts: counting.counts && counting.countsInside }
	};
	let open: Outcome = false;
	for (const entry of set.entries) {
		const member = currentSet(packet, entry.element);
		const outcome = member ? isMember(member, packet, inside) : noMembers(entry.element);
		if (outcome === false || isExpired(entry, packet)) continue;
		if (outcome !== true) open = outcome;
		else if (countIn(set, entry, packet, counting)) {
			question.found?.(entry, set);
			return true;
		}
	}
	return open;
}

export function isMember(set: IpSet, packet: PacketView, question: SetQuestion): Outcome {
	const type = setType(set.type);
	if (!type) return noMembers(set.name);
	if (question.sides.length < type.parts.length || !serves(set, packet.family)) return false;
	if (type.storage === 'list') return inList(set, packet, question);
	return inOne(set, type, packet, question);
}

export function noMembers(name: string): Outcome {
	return unknown(`the members of the ipset ${name} are not given`);
}
