/** What SNAT, DNAT, MASQUERADE, REDIRECT and NETMAP do to a packet's connection. */
import { sayAddress } from '../net';
import { accept, dropped, type Applied } from './applied';
import type { InFlight } from './in-flight';
import { isSettled, type Manipulation, type Nat } from './nat';
import { rangeOf, type NatRange, type TranslateEffect } from './nat-range';
import type { AddressNumber } from './packet';
import type { Routing } from './routing';

function atAddress(range: NatRange, address: AddressNumber): NatRange {
	return {
		...range,
		addresses:
			typeof address === 'bigint'
				? { family: 'ipv6', low: address, high: address }
				: { family: 'ipv4', low: address, high: address }
	};
}

/** NETMAP: the bits outside the mask stay as they are. */
function mapped({ addresses, netmask }: NatRange, address: AddressNumber): AddressNumber {
	if (!addresses || netmask === undefined) return address;
	if (typeof address === 'bigint')
		return (address & ~BigInt(netmask)) | (BigInt(addresses.low) & BigInt(netmask));
	return ((address & ~Number(netmask)) | (Number(addresses.low) & Number(netmask))) >>> 0;
}

export function translateConnection(
	packet: InFlight,
	effect: TranslateEffect,
	nat: Nat,
	routing: Routing
): Applied {
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
