/** The octets of layer 4 that encode the fields of a packet, with their checksum. */
import type { Family } from '../iptables';
import { crc32c, internetChecksum } from './checksum';
import type { InFlight } from './in-flight';
import { PROTOCOL, type AddressNumber, type TcpOption } from './packet';

export interface Layer4Fields {
	readonly family: Family;
	readonly protocol: number;
	readonly src: AddressNumber;
	readonly dst: AddressNumber;
	readonly sport: number;
	readonly dport: number;
	readonly tcpFlags: number;
	readonly seq: number;
	readonly ack: number;
	readonly window: number;
	readonly tcpOptions: Uint8Array;
	readonly icmpType: number;
	readonly icmpCode: number;
	/** The second word of the ICMP header: id and sequence number, or MTU. */
	readonly icmpRest: number;
	readonly sctpTag: number;
	readonly sctpChunk: 'INIT' | 'DATA';
	/** The octets after the header: payload, or the packet quoted. */
	readonly body: Uint8Array;
	readonly badChecksum: boolean;
	readonly checksumAsUdp: boolean;
}

/** Options as they are on the wire, padded with End of Options to a multiple of four octets. */
export function tcpOptionBytes(options: readonly TcpOption[]): Uint8Array {
	const octets = options.flatMap(({ kind, data }) =>
		kind < 2 ? [kind] : [kind, data.length + 2, ...data]
	);
	while (octets.length % 4) octets.push(0);
	return Uint8Array.from(octets);
}

/** Octets of the header, without the body. */
export function headerLength(fields: Pick<Layer4Fields, 'protocol' | 'tcpOptions'>): number {
	switch (fields.protocol) {
		case PROTOCOL.tcp:
			return 20 + fields.tcpOptions.length;
		case PROTOCOL.udp:
		case PROTOCOL.udplite:
		case PROTOCOL.icmp:
		case PROTOCOL.icmpv6:
			return 8;
		case PROTOCOL.sctp:
			return 32;
		default:
			return 0;
	}
}

const BAD = 0x5a5a;

export function layer4Bytes(fields: Layer4Fields): Uint8Array {
	const header = headerLength(fields);
	const bytes = new Uint8Array(header + fields.body.length);
	bytes.set(fields.body, header);
	const view = new DataView(bytes.buffer);
	const bad = fields.badChecksum ? BAD : 0;
	const { family, protocol, src, dst } = fields;
	switch (protocol) {
		case PROTOCOL.tcp:
			view.setUint16(0, fields.sport);
			view.setUint16(2, fields.dport);
			view.setUint32(4, fields.seq);
			view.setUint32(8, fields.ack);
			view.setUint8(12, (header >> 2) << 4);
			view.setUint8(13, fields.tcpFlags);
			view.setUint16(14, fields.window);
			bytes.set(fields.tcpOptions, 20);
			view.setUint16(16, internetChecksum(bytes, family, protocol, src, dst) ^ bad);
			break;
		case PROTOCOL.udp:
		case PROTOCOL.udplite: {
			view.setUint16(0, fields.sport);
			view.setUint16(2, fields.dport);
			view.setUint16(4, protocol === PROTOCOL.udp ? bytes.length : 0);
			const as = fields.checksumAsUdp ? PROTOCOL.udp : protocol;
			const value = internetChecksum(bytes, family, as, src, dst);
			view.setUint16(6, (fields.checksumAsUdp ? value : value ^ bad) || 0xffff);
			break;
		}
		case PROTOCOL.icmp:
		case PROTOCOL.icmpv6:
			view.setUint8(0, fields.icmpType);
			view.setUint8(1, fields.icmpCode);
			view.setUint32(4, fields.icmpRest);
			view.setUint16(2, internetChecksum(bytes, family, protocol, src, dst) ^ bad);
			break;
		case PROTOCOL.sctp:
			view.setUint16(0, fields.sport);
			view.setUint16(2, fields.dport);
			view.setUint32(4, fields.sctpTag);
			setChunk(view, fields.sctpChunk);
			view.setUint32(8, crc32c(bytes) ^ bad, true);
			break;
		default:
	}
	return bytes;
}

/** The tag that an INIT chunk announces. */
export const SCTP_INIT_TAG = 0x1122_3344;

function setChunk(view: DataView, chunk: 'INIT' | 'DATA'): void {
	if (chunk === 'DATA') {
		view.setUint8(13, 3);
		view.setUint16(14, 20);
		view.setUint32(16, 1);
		return;
	}
	view.setUint8(12, 1);
	view.setUint16(14, 20);
	view.setUint32(16, SCTP_INIT_TAG);
	view.setUint32(20, 65535);
	view.setUint16(24, 1);
	view.setUint16(26, 1);
	view.setUint32(28, 1);
}

/** Whether the checksum of a datagram is valid, as the kernel checks it. */
export function checksumHolds(
	bytes: Uint8Array,
	family: Family,
	protocol: number,
	src: AddressNumber,
	dst: AddressNumber
): boolean {
	const copy = bytes.slice();
	const view = new DataView(copy.buffer);
	if (protocol === PROTOCOL.sctp) {
		if (copy.length < 12) return false;
		const found = view.getUint32(8, true);
		view.setUint32(8, 0);
		return crc32c(copy) === found;
	}
	// UDP-Lite is checked with the number of UDP, see track-layer4.ts.
	const as = protocol === PROTOCOL.udplite ? PROTOCOL.udp : protocol;
	return internetChecksum(copy, family, as, src, dst) === 0;
}

/** The same for a packet that carries these octets; UDP may have no checksum. */
export function checksumOfOctets(
	{ family, protocol, src, dst }: Pick<InFlight, 'family' | 'protocol' | 'src' | 'dst'>,
	bytes: Uint8Array
): boolean {
	if (protocol === PROTOCOL.udp && !bytes[6] && !bytes[7]) return true;
	return checksumHolds(bytes, family, protocol ?? 0, src ?? 0, dst ?? 0);
}
