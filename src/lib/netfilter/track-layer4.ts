/** Connection tracking of each protocol: what a packet does to the connection found by its tuple. */
import type { Connection, Direction } from './connection';
import type { InFlight } from './in-flight';
import { PROTOCOL } from './packet';
import { openTcp, type TcpSettings } from './tcp-connection';
import { trackSctp } from './track-sctp';
import { trackTcp } from './track-tcp';
import { flagsAreValid, segmentKind } from './track-tcp-states';
import type { Segment } from './track-tcp-window';
import { invalid, type Tracking } from './tracking';

/** Seconds without and with traffic in both directions. */
const UDP_TIMEOUT = 30;
const UDP_STREAM_TIMEOUT = 120;
const UDP_STREAM_AFTER = 2000;
const GRE_TIMEOUT = 30;
const GRE_STREAM_TIMEOUT = 180;
const ICMP_TIMEOUT = 30;
const GENERIC_TIMEOUT = 600;

const icmpOpening: ReadonlySet<number> = new Set([8, 13, 15, 17]);
const icmpv6Opening: ReadonlySet<number> = new Set([128, 139]);

interface Circumstances {
	/** Checksums are verified. */
	readonly checked: boolean;
	/** In the session's milliseconds. */
	readonly now: number;
	readonly settings: TcpSettings;
}

/** The segment as it is on the wire; undefined if the header is malformed. */
function segmentOf(packet: InFlight): Segment | undefined {
	const { tcpFlags, seq } = packet;
	const options = packet.tcpOptions;
	if (typeof tcpFlags !== 'number' || !options) return undefined;
	const header = 20 + options.length;
	if (packet.layer4Length < header) return undefined;
	const flagOctets = (tcpFlags & 2 ? 1 : 0) + (tcpFlags & 1 ? 1 : 0);
	return {
		kind: segmentKind(tcpFlags),
		flags: tcpFlags,
		seq,
		ack: packet.ack,
		window: packet.window,
		end: (seq + packet.layer4Length - header + flagOctets) >>> 0,
		options
	};
}

function trackUdp(connection: Connection, now: number): Tracking {
	if (!connection.confirmed) connection.streamFrom = now + UDP_STREAM_AFTER;
	if (!connection.seenReply) return { kind: 'accept', seconds: UDP_TIMEOUT };
	if (now <= connection.streamFrom) return { kind: 'accept', seconds: UDP_TIMEOUT };
	connection.assured = true;
	return { kind: 'accept', seconds: UDP_STREAM_TIMEOUT };
}

/** `direction`: the packet's direction within the connection. */
export function trackLayer4(
	packet: InFlight,
	connection: Connection,
	direction: Direction,
	{ checked, now, settings }: Circumstances
): Tracking {
	const badChecksum = checked && !packet.checksumHolds;
	switch (packet.protocol) {
		case PROTOCOL.tcp: {
			if (packet.layer4Length < 20 || badChecksum) return invalid;
			const segment = segmentOf(packet);
			if (!segment || !flagsAreValid(segment.flags)) return invalid;
			if (!connection.confirmed) connection.tcp = openTcp(segment, settings);
			const { tcp } = connection;
			return tcp ? trackTcp(connection, tcp, direction, segment, settings) : invalid;
		}
		case PROTOCOL.udp:
			return packet.layer4Length < 8 || packet.isCut || badChecksum
				? invalid
				: trackUdp(connection, now);
		case PROTOCOL.udplite: {
			// The kernel checks UDP-Lite with the number of UDP in the pseudo-header: a checksum
			// that is right on the wire is wrong here. For IPv4 it also treats the length as an
			// octet (nf_ip_checksum_partial has the arguments the wrong way round).
			const short = packet.family === 'ipv6' || packet.layer4Length < 256;
			const bad = checked && !(packet.checksumAsUdp && short);
			if (packet.layer4Length < 8 || bad) return invalid;
			const seconds = connection.seenReply ? UDP_STREAM_TIMEOUT : UDP_TIMEOUT;
			if (connection.seenReply) connection.assured = true;
			return { kind: 'accept', seconds };
		}
		case PROTOCOL.icmp:
		case PROTOCOL.icmpv6: {
			const own = packet.family === 'ipv4' ? PROTOCOL.icmp : PROTOCOL.icmpv6;
			const opening = own === PROTOCOL.icmp ? icmpOpening : icmpv6Opening;
			if (packet.protocol !== own || !opening.has(connection.original.icmp >> 8)) return invalid;
			return { kind: 'accept', seconds: ICMP_TIMEOUT };
		}
		case PROTOCOL.sctp:
			return badChecksum ? invalid : trackSctp(connection, direction, packet);
		case PROTOCOL.gre: {
			if (connection.seenReply) connection.assured = true;
			const seconds = connection.seenReply ? GRE_STREAM_TIMEOUT : GRE_TIMEOUT;
			return { kind: 'accept', seconds };
		}
		default:
			return { kind: 'accept', seconds: GENERIC_TIMEOUT };
	}
}
