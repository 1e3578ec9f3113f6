/** What targets do to a packet and its connection. */
import type { Effect, PacketChange, PacketOutcome, Unknown } from '../iptables';
import { sayAddress } from '../net';
import { hasHiddenConnection } from './hidden-connection';
import type { InFlight } from './in-flight';
import { isSettled, type Manipulation, type Nat } from './nat';
import { rangeOf, type NatRange, type TranslateEffect } from './nat-range';
import type { AddressNumber } from './packet';
import { orUnknown } from './open-tuple';
import type { Routing } from './routing';
import { changeTcpOptions } from './tcp-options';
import type { Decision, Place } from './walk';

export interface Applied {
	/** For the trace; empty: the target's name says it. */
	readonly did: string;
	readonly decision?: Decision;
	/** What can't be modelled, where the effect is unknown. */
	readonly because?: string;
}

function hex(value: number): string {
	return `0x${(value >>> 0).toString(16)}`;
}

type Mark = number | undefined;

/** What is not known stays so, unless the mask takes all of its bits. */
function changed(value: Mark, mask: number, xor: number): Mark {
	if (value === undefined) return mask >>> 0 === 0xffff_ffff ? xor >>> 0 : undefined;
	return ((value & ~mask) ^ xor) >>> 0;
}

/** A shift to the left; below zero, to the right. */
function shifted(value: Mark, by: number): Mark {
	if (value === undefined) return undefined;
	return (by < 0 ? (value >>> 0) >>> -by : value << by) >>> 0;
}

function sayMark(name: string, value: Mark): string {
	return value === undefined ? `${name} is not known` : `${name} is now ${hex(value)}`;
}

/** A mark that can't be told is no variable of the packet's description any more. */
function setMark(packet: InFlight, value: Mark): string {
	packet.mark = value;
	if (packet.variables) packet.variables = { ...packet.variables, mark: undefined };
	return sayMark('mark', value);
}

type MarkChange = Extract<PacketChange, { readonly field: 'mark' | 'connmark' }>;

function changeMark(packet: InFlight, what: MarkChange): string {
	const { entry } = packet;
	const mark = packet.mark ?? undefined;
	if (!('from' in what)) {
		if (what.field === 'mark') return setMark(packet, changed(mark, what.mask, what.xor));
		if (!entry) return 'there is no connection';
		entry.mark = shifted(changed(entry.mark, what.mask, what.xor), what.shift);
		return sayMark('connection mark', entry.mark);
	}
	const { field, nfmask, ctmask, shift } = what;
	if (field === 'mark') {
		const hidden = hasHiddenConnection(packet);
		if (!entry && !hidden) return 'there is no connection';
		const taken = hidden ? undefined : changed(entry?.mark, ~ctmask, 0);
		const moved = shifted(taken, shift);
		return setMark(packet, moved === undefined ? undefined : changed(mark, nfmask, moved));
	}
	if (!entry) return 'there is no connection';
	const moved = shifted(changed(mark, ~nfmask, 0), shift);
	entry.mark = moved === undefined ? undefined : changed(entry.mark, ctmask, moved);
	return sayMark('connection mark', entry.mark);
}

function change(packet: InFlight, what: PacketChange): string {
	if (what.field === 'mark' || what.field === 'connmark') return changeMark(packet, what);
	if (what.field === 'ttl') {
		if (typeof packet.ttl !== 'number' && what.operation !== 'set') return 'changes the TTL';
		const ttl = packet.ttl ?? 0;
		const { by } = what;
		const next = { set: by, increase: ttl + by, decrease: ttl - by }[what.operation];
		packet.ttl = Math.min(255, Math.max(0, next));
		return `TTL is now ${packet.ttl}`;
	}
	const { field, mask, xor } = what;
	if (field === 'tcpFlags') {
		if (typeof packet.tcpFlags === 'number')
			packet.tcpFlags = ((packet.tcpFlags & ~mask) ^ xor) & 0xff;
		return 'changes the TCP flags';
	}
	if (packet.tos === undefined && (mask & 0xff) !== 0xff) return 'changes the TOS';
	packet.tos = (((packet.tos ?? 0) & ~mask) ^ xor) & 0xff;
	return `TOS is now ${hex(packet.tos)}`;
}

const accept: Decision = { kind: 'accept' };

function dropped(packet: InFlight, because: string): Applied {
	return {
		did: because,
		decision: {
			kind: 'drop',
			by: { hook: packet.hook, cause: 'kernel', because },
			reject: null
		}
	};
}

function atAddress(range: NatRange, address: AddressNumber): NatRange {
	return {
		...range,
		addresses:
			typeof address === 'bigint'
				? { family: 'ipv6', low: address, high: address }
				: { family: 'ipv4', low: address, high: address }
	};
}

/** NETMAP: the bits outside of the mask stay as they are. */
function mapped({ addresses, netmask }: NatRange, address: AddressNumber): AddressNumber {
	if (!addresses || netmask === undefined) return address;
	if (typeof address === 'bigint')
		return (address & ~BigInt(netmask)) | (BigInt(addresses.low) & BigInt(netmask));
	return ((address & ~Number(netmask)) | (Number(addresses.low) & Number(netmask))) >>> 0;
}

function translate(packet: InFlight, effect: TranslateEffect, nat: Nat, routing: Routing): Applied {
	const { entry, family, hook } = packet;
	if (!entry) return { did: 'there is no connection to translate' };
	const manipulation: Manipulation =
		hook === 'PREROUTING' || hook === 'OUTPUT' ? 'destination' : 'source';
	let range = rangeOf(effect);
	if (effect.as === 'MASQUERADE') {
		const out = packet.out ?? '';
		if (entry.original.src === 0 && family === 'ipv4') return { did: 'nothing', decision: accept };
		const own = routing.sourceOn(out, packet.dst ?? 0);
		if (own === undefined) return dropped(packet, `${out} has no address to masquerade as`);
		if (!entry.confirmed) entry.masqueradeOn = out;
		range = atAddress(range, own);
	} else if (effect.as === 'REDIRECT') {
		const loopback: AddressNumber = family === 'ipv4' ? 0x7f00_0001 : 1n;
		const own = hook === 'OUTPUT' ? loopback : routing.redirectTo(packet.in ?? '', packet.dst ?? 0);
		if (own === undefined) return dropped(packet, `${packet.in ?? ''} has no address`);
		range = atAddress(range, own);
	} else if (effect.as === 'NETMAP') {
		const address = manipulation === 'source' ? packet.src : packet.dst;
		if (address === null || address === undefined)
			return { did: '', because: 'the address to map is left open' };
		range = atAddress(range, mapped(range, address));
	}
	nat.setUp(entry, range, manipulation);
	const { src, sport, dst, dport } = entry.reply;
	const [address, port] = manipulation === 'source' ? [dst, dport] : [src, sport];
	const end = manipulation === 'source' ? 'source' : 'destination';
	const done = isSettled(entry, manipulation);
	return {
		did: done
			? `${end} becomes ${sayAddress(address)}${port === null ? '' : `, port ${port}`}`
			: 'nothing: the connection is already there',
		decision: accept
	};
}

const outcomeWords: Readonly<Record<PacketOutcome, { yes: string; no: string }>> = {
	continue: { yes: 'lets it go on', no: 'does not let it go on' },
	accept: { yes: 'accepts it', no: 'does not accept it' },
	drop: { yes: 'drops it', no: 'does not drop it' }
};

/** What the target does where that can't be known: each of its outcomes is a case of its own. */
function undecided(
	{ because, outcomes = ['continue'] }: Extract<Effect, { kind: 'unknown' }>,
	place: Place,
	decide: (unknown: Unknown) => boolean
): Applied {
	const outcome = outcomes.find((each, index) => {
		const others = outcomes.slice(index + 1);
		const [other] = others;
		if (!other) return true;
		const { yes, no } = outcomeWords[each];
		const told = { yes, no: others.length === 1 ? outcomeWords[other].yes : no };
		return decide({ kind: 'unknown', because, told });
	});
	switch (outcome) {
		case 'accept':
			return { did: '', because, decision: accept };
		case 'drop':
			return { did: '', because, decision: { kind: 'drop', by: place, reject: null } };
		default:
			return { did: '', because };
	}
}

/** xt_ct_target: of several such rules, the first counts. */
function beforeConntrack(
	packet: InFlight,
	effect: Extract<Effect, { kind: 'notrack' | 'track' }>,
	by: Place
): Applied {
	if (packet.entry || packet.state === 'UNTRACKED')
		return { did: 'too late: conntrack has already seen the packet' };
	if (packet.template) return { did: 'too late: an earlier rule has settled it' };
	if (effect.kind === 'notrack') {
		packet.tracked = true;
		packet.state = 'UNTRACKED';
		return { did: 'conntrack leaves the packet alone' };
	}
	packet.template = { set: effect, by };
	return { did: '' };
}

export function apply(
	packet: InFlight,
	effect: Effect,
	place: Place,
	nat: Nat,
	routing: Routing,
	decide: (unknown: Unknown) => boolean
): Applied {
	switch (effect.kind) {
		case 'continue':
			return { did: '' };
		case 'note':
			effect.note(packet);
			return { did: '' };
		case 'verdict':
			return effect.verdict === 'ACCEPT'
				? { did: 'ACCEPT', decision: accept }
				: { did: 'DROP', decision: { kind: 'drop', by: place, reject: null } };
		case 'reject':
			return {
				did: `REJECT with ${effect.with}`,
				decision: { kind: 'drop', by: place, reject: effect.with }
			};
		case 'change':
			return { did: effect.changes.map((each) => change(packet, each)).join(', ') };
		case 'tcp-options': {
			const done = changeTcpOptions(packet, effect.change, routing);
			return 'did' in done ? done : dropped(packet, done.because);
		}
		case 'mark': {
			const mark = orUnknown(() => effect.mark(packet));
			if (mark === undefined) return { did: 'the mark stays' };
			if (!('kind' in mark)) return { did: change(packet, { field: 'mark', ...mark }) };
			setMark(packet, undefined);
			return { did: 'sets the mark', because: mark.because };
		}
		case 'notrack':
		case 'track':
			return beforeConntrack(packet, effect, place);
		case 'translate':
			return translate(packet, effect, nat, routing);
		case 'unknown':
			return undecided(effect, place, decide);
	}
}
