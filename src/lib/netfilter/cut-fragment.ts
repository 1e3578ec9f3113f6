/** Cuts a fragment out of its datagram. */
import { EXTENSION_HEADER } from '../net';
import type { InFlight } from './in-flight';
import { checksumHolds } from './layer4';
import type { Fragment } from './packet';
import { readAsHeader, readLayer4 } from './read-layer4';

/** Reduces the datagram to what this fragment carries: `payload` octets, if given. */
export function cutFragment(
	packet: InFlight,
	{ offset, more, total }: Fragment,
	payload: number | undefined
): void {
	const datagram = packet.layer4Bytes;
	let bytes = datagram;
	if (total !== undefined) {
		let end = datagram.length;
		if (payload) end = offset * 8 + payload;
		else if (more) end = offset * 8 + 24;
		bytes = datagram.slice(offset * 8, end);
	} else if (offset > 0) bytes = new Uint8Array(payload ?? 16);
	const header = (packet.length ?? 0) - packet.layer4Length + (packet.family === 'ipv6' ? 8 : 0);
	packet.fragmentOffset = offset;
	if (packet.family === 'ipv6')
		packet.extensionHeaders = [...packet.extensionHeaders, EXTENSION_HEADER.fragment];
	packet.moreFragments = more;
	if (offset > 0) {
		packet.sport = packet.dport = packet.tcpFlags = null;
		packet.icmpType = packet.icmpCode = packet.tcpOptions = null;
		packet.layer4Length = bytes.length;
		if (packet.backend === 'nft') readAsHeader(packet, bytes);
	} else {
		readLayer4(packet, bytes);
		const { family, protocol, src, dst } = packet;
		packet.checksumHolds &&= checksumHolds(bytes, family, protocol ?? 0, src ?? 0, dst ?? 0);
	}
	packet.slice = bytes;
	packet.length = header + bytes.length;
}
