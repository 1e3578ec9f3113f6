/**
 * Connection tracking of SCTP, for the chunks that a description can hold: INIT and DATA.
 * nf_conntrack_sctp_packet in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_proto_sctp.c
 */
import { opposite, type Connection, type Direction } from './connection';
import type { InFlight } from './in-flight';
import { SCTP_INIT_TAG } from './layer4';
import { invalid, type Tracking } from './tracking';

/** An association of INIT and DATA alone never leaves the state CLOSED. */
export interface SctpState {
	/** The tag that packets of each direction must carry. */
	readonly tags: { original: number; reply: number };
}

/** Lifetime in seconds of an association in the state CLOSED. */
const CLOSED_TIMEOUT = 10;

/** An INIT must be the only chunk; after a DATA chunk, the next would be a chunk of length zero. */
function chunksHold(packet: InFlight): boolean {
	return packet.layer4Length >= 16 && packet.body.length < 4;
}

export function trackSctp(
	connection: Connection,
	direction: Direction,
	packet: InFlight
): Tracking {
	if (packet.layer4Length < 12 || !chunksHold(packet)) return invalid;
	const init = packet.sctpChunk === 'INIT';
	if (!connection.confirmed) {
		if (!init || packet.sctpTag !== 0 || packet.layer4Length < 32) return invalid;
		connection.sctp = { tags: { original: 0, reply: SCTP_INIT_TAG } };
		return { kind: 'accept', seconds: CLOSED_TIMEOUT };
	}
	const { sctp } = connection;
	if (!sctp) return invalid;
	if (!init)
		return packet.sctpTag === sctp.tags[direction]
			? { kind: 'accept', seconds: CLOSED_TIMEOUT }
			: invalid;
	if (packet.sctpTag !== 0 || packet.layer4Length < 32) return invalid;
	sctp.tags[opposite(direction)] = SCTP_INIT_TAG;
	// A repeated INIT does not keep the entry alive.
	return { kind: 'accept' };
}
