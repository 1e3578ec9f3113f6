/**
 * Extension headers in the octets of a packet whose protocol is an extension header: ipv6_find_hdr in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/exthdrs_core.c
 */
import { EXTENSION_HEADER, extensionHeader } from '../net';
import type { InFlight } from './in-flight';
import { checksumOfOctets } from './layer4';
import { readAsHeader, readLayer4 } from './read-layer4';

const noBytes = new Uint8Array(0);

const { routing, fragment, authentication } = EXTENSION_HEADER;
export const NO_NEXT_HEADER = 59;
const extensions: ReadonlySet<number> = new Set(Object.values(EXTENSION_HEADER));

/** Octets of a header that the kernel needs to go on to the next one. */
function least(header: number): number {
	return header === fragment || header === routing ? 4 : 2;
}

/** Reads offset, flags and identification from a fragment header. */
function readFragment(packet: InFlight, header: Uint8Array, rest: Uint8Array): void {
	const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
	const offsetAndFlags = view.getUint16(2);
	packet.fragmentOffset = offsetAndFlags >>> 3;
	packet.moreFragments = (offsetAndFlags & 1) === 1;
	if (header.length === 8) packet.ipId = view.getUint32(4);
	packet.behindFragmentHeader = { protocol: view.getUint8(0), octets: rest.slice() };
}

export function beginsWithHeaders({ family, protocol }: InFlight): boolean {
	return family === 'ipv6' && typeof protocol === 'number' && extensions.has(protocol);
}

/**
 * Follows the headers to the final protocol; null if they end in the middle of a header, or a later
 * fragment says that another header follows.
 */
export function followHeaders(packet: InFlight, octets: Uint8Array): void {
	const { protocol } = packet;
	if (typeof protocol !== 'number' || !beginsWithHeaders(packet)) return;
	let rest = octets;
	let next = protocol;
	let ends = false;
	const passed: number[] = [];
	const found: Uint8Array[] = [];
	while (extensions.has(next)) {
		const header = next;
		const [following = 0] = rest;
		const own = extensionHeader(header, rest);
		passed.push(header);
		found.push(rest);
		if (own.length < least(header)) {
			if (own.length >= 2 && !extensions.has(following)) packet.trackedProtocol = following;
			ends = true;
			break;
		}
		rest = rest.subarray(own.length);
		next = following;
		if (header !== fragment || packet.behindFragmentHeader) continue;
		readFragment(packet, own, rest);
		if (!packet.fragmentOffset) continue;
		ends = extensions.has(following);
		break;
	}
	// Headers named in the description have no octets.
	const given = packet.extensionHeaders.map((_, i) => packet.extensionOctets[i]);
	packet.extensionHeaders = [...packet.extensionHeaders, ...passed];
	packet.extensionOctets = [...given, ...found];
	packet.protocol = ends ? null : next;
	const bytes = rest.slice();
	if (packet.fragmentOffset) {
		readLayer4(packet, noBytes);
		packet.layer4Length = bytes.length;
		if (packet.backend === 'nft') readAsHeader(packet, bytes);
	} else readLayer4(packet, bytes);
	packet.slice = bytes;
	if (ends) return;
	packet.checksumHolds = checksumOfOctets(packet, bytes);
}

/**
 * nft treats an authentication header that it can read as the protocol, whatever it protects
 * (IP6_FH_F_AUTH).
 */
export function protocolSeenByNft(
	headers: readonly number[],
	protocol: number | null | undefined
): number | null | undefined {
	const at = headers.indexOf(authentication);
	if (at < 0 || (protocol === null && at === headers.length - 1)) return protocol;
	return authentication;
}
