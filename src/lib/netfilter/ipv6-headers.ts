/**
 * Extension headers in the octets of a packet whose protocol is an extension header: ipv6_find_hdr in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/exthdrs_core.c
 */
import type { InFlight } from './in-flight';
import { checksumHolds } from './layer4';
import { PROTOCOL } from './packet';
import { readLayer4 } from './read-layer4';

const FRAGMENT = 44;
const AUTHENTICATION = 51;
export const NO_NEXT_HEADER = 59;
const extensions: ReadonlySet<number> = new Set([0, 43, FRAGMENT, AUTHENTICATION, 60]);

/**
 * Follows the headers to the final protocol; null if they end in the middle of a header.
 */
export function followHeaders(packet: InFlight): void {
	const { protocol } = packet;
	if (packet.family !== 'ipv6' || typeof protocol !== 'number' || !extensions.has(protocol)) return;
	let rest = packet.body;
	let next = protocol;
	const passed: number[] = [];
	while (extensions.has(next)) {
		passed.push(next);
		const [following, length] = rest;
		if (following === undefined || length === undefined) {
			packet.protocol = null;
			break;
		}
		const octets =
			next === FRAGMENT ? 8 : next === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8;
		rest = rest.subarray(octets);
		next = following;
	}
	packet.extensionHeaders = [...packet.extensionHeaders, ...passed];
	if (packet.protocol === null) return;
	packet.protocol = next;
	readLayer4(packet, rest.slice());
	packet.slice = rest.slice();
	packet.checksumHolds =
		(next === PROTOCOL.udp && !rest[6] && !rest[7]) ||
		checksumHolds(packet.slice, packet.family, next, packet.src ?? 0n, packet.dst ?? 0n);
}

/** nft treats an authentication header as the protocol, whatever it protects (IP6_FH_F_AUTH). */
export function protocolSeenByNft(headers: readonly number[]): number | undefined {
	return headers.includes(AUTHENTICATION) ? AUTHENTICATION : undefined;
}
