/** What targets do to a packet and its connection. */
import type { Effect, PacketChange, PacketOutcome, Unknown } from '../iptables';
import { hasGivenConnection } from './given-state';
import type { InFlight } from './in-flight';
import { isSettled, type Manipulation, type Nat } from './nat';
import { rangeOf, type NatRange, type TranslateEffect } from './nat-range';
import type { AddressNumber } from './packet';
import { sayAddress } from './address-text';
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

function changed(value: number, mask: number, xor: number): number {
	return ((value & ~mask) ^ xor) >>> 0;
}

/** A shift to the left; below zero, to the right. */
function shifted(value: number, by: number): number {
	return (by < 0 ? (value >>> 0) >>> -by : value << by) >>> 0;
}

function change(packet: InFlight, what: PacketChange): string {
	const { entry } = packet;
	if (what.field === 'ttl') {
		if (typeof packet.ttl !== 'number' && what.operation !== 'set') return 'changes the TTL';
		const ttl = packet.ttl ?? 0;
		const { by } = what;
		const next = { set: by, increase: ttl + by, decrease: ttl - by }[what.operation];
		packet.ttl = Math.min(255, Math.max(0, next));
		return `TTL is now ${packet.ttl}`;
	}
	if ('from' in what) {
		if (hasGivenConnection(packet) && what.field === 'mark') {
			packet.mark = undefined;
			return 'takes the mark of the connection, which is not known';
		}
		if (!entry) return 'there is no connection';
		const { nfmask, ctmask, shift } = what;
		if (what.field === 'mark') {
			packet.mark = changed(packet.mark ?? 0, nfmask, shifted(entry.mark & ctmask, shift));
			return `mark is now ${hex(packet.mark)}`;
		}
		entry.mark = changed(entry.mark, ctmask, shifted((packet.mark ?? 0) & nfmask, shift));
		return `connection mark is now ${hex(entry.mark)}`;
	}
	if (what.field === 'connmark') {
		if (!entry) return 'there is no connection';
		entry.mark = shifted(changed(entry.mark, what.mask, what.xor), what.shift);
		return `connection mark is now ${hex(entry.mark)}`;
	}
	const { field, mask, xor } = what;
	if (field === 'tcpFlags') {
		if (typeof packet.tcpFlags === 'number')
			packet.tcpFlags = changed(packet.tcpFlags, mask, xor) & 0xff;
		return 'changes the TCP flags';
	}
	const keepsNothing = field === 'mark' ? mask >>> 0 === 0xffff_ffff : (mask & 0xff) === 0xff;
	if (packet[field] === undefined && !keepsNothing) return `changes the ${field}`;
	const value = changed(packet[field] ?? 0, mask, xor);
	packet[field] = field === 'tos' ? value & 0xff : value;
	return field === 'tos' ? `TOS is now ${hex(value & 0xff)}` : `mark is now ${hex(value)}`;
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
		case 'notrack':
			if (!packet.entry && packet.state !== 'UNTRACKED') {
				packet.tracked = true;
				packet.state = 'UNTRACKED';
				return { did: 'conntrack leaves the packet alone' };
			}
			return { did: 'too late: conntrack has already seen the packet' };
		case 'translate':
			return translate(packet, effect, nat, routing);
		case 'unknown':
			return undecided(effect, place, decide);
	}
}
