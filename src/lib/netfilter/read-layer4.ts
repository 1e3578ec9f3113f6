/** From the octets of layer 4 back to the fields of the packet. */
import type { InFlight } from './in-flight';
import { PROTOCOL, hasPorts, isIcmp } from './packet';

/** Sets the fields that the octets hold; truncated ones become null. */
export function readLayer4(packet: InFlight, bytes: Uint8Array): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const { protocol } = packet;
	const has = (octets: number) => bytes.length >= octets;
	packet.layer4Length = bytes.length;
	packet.sport = packet.dport = packet.tcpFlags = packet.icmpType = packet.icmpCode = null;
	packet.tcpOptions = null;
	packet.isCut = false;
	if (typeof protocol !== 'number') return;
	if (hasPorts(protocol) && has(4)) {
		packet.sport = view.getUint16(0);
		packet.dport = view.getUint16(2);
	}
	if (protocol === PROTOCOL.tcp) {
		if (has(14)) packet.tcpFlags = view.getUint8(13);
		if (!has(20)) return;
		packet.seq = view.getUint32(4);
		packet.ack = view.getUint32(8);
		packet.window = view.getUint16(14);
		const header = (view.getUint8(12) >> 4) * 4;
		packet.tcpOptions = has(header) && header >= 20 ? bytes.slice(20, header) : null;
		packet.body = bytes.slice(Math.max(20, header));
	} else if (protocol === PROTOCOL.udp) {
		packet.isCut = has(6) && (view.getUint16(4) > bytes.length || view.getUint16(4) < 8);
		packet.body = bytes.slice(8);
	} else if (protocol === PROTOCOL.udplite) {
		packet.body = bytes.slice(8);
	} else if (isIcmp(protocol)) {
		if (has(2)) {
			packet.icmpType = view.getUint8(0);
			packet.icmpCode = view.getUint8(1);
		}
		if (has(8)) {
			packet.icmpRest = view.getUint32(4);
			packet.icmpId = view.getUint16(4);
		}
		packet.body = bytes.slice(8);
	} else if (protocol === PROTOCOL.sctp) {
		if (has(8)) packet.sctpTag = view.getUint32(4);
		packet.sctpChunk = has(13) && view.getUint8(12) === 0 ? 'DATA' : 'INIT';
		packet.body = bytes.slice(32);
	} else packet.body = bytes;
}

/**
 * nft_payload_fast_eval does not ask whether the packet is a further fragment: what stands where a
 * header would have its ports and flags is taken for them (seen on Linux 6.18).
 */
export function readAsHeader(packet: InFlight, bytes: Uint8Array): void {
	const { protocol } = packet;
	if (protocol !== PROTOCOL.tcp && protocol !== PROTOCOL.udp) return;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length >= 2) packet.sport = view.getUint16(0);
	if (bytes.length >= 4) packet.dport = view.getUint16(2);
	if (protocol === PROTOCOL.tcp && bytes.length >= 14) packet.tcpFlags = bytes[13] ?? 0;
}
