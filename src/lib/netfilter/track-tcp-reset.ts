/**
 * How conntrack handles a TCP reset: the part of nf_conntrack_tcp_packet about TCP_CONNTRACK_CLOSE in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_proto_tcp.c
 */
import { opposite, type Connection, type Direction } from './connection';
import type { TcpConnection } from './tcp-connection';
import type { TcpState } from './track-tcp-states';
import { before, type Segment } from './track-tcp-window';

const closing: ReadonlySet<TcpState> = new Set([
	'FIN_WAIT',
	'CLOSE_WAIT',
	'LAST_ACK',
	'TIME_WAIT',
	'CLOSE'
]);

/** Whether a reset that the states allow is in sequence with what was seen. */
export function trackReset(
	connection: Connection,
	tcp: TcpConnection,
	old: TcpState,
	direction: Direction,
	segment: Segment
): 'invalid' | 'skip window' | 'keep state' | 'check window' {
	const { last, sides } = tcp;
	const { seq, ack } = segment;
	const { maxAck } = sides[opposite(direction)];
	const established = tcp.state === 'ESTABLISHED' && connection.assured;
	let keep = false;
	if (closing.has(tcp.state)) return 'skip window';
	if (maxAck !== undefined && last.kind !== 'SYN') {
		if (seq === 0 && !established) return 'check window';
		if (before(seq, maxAck)) return 'invalid';
		if (!established || seq === maxAck) return 'check window';
		if (last.kind === 'ACK' && last.direction === direction && seq === last.end)
			return 'check window';
		keep = true;
	}
	// Only the other side can answer a SYN (seen on Linux 6.18).
	const answersSyn = connection.seenReply && last.kind === 'SYN' && last.direction !== direction;
	const answersAck = !connection.assured && last.kind === 'ACK';
	if ((answersSyn || answersAck) && ack === last.end) return keep ? 'keep state' : 'skip window';
	if (old === 'SYN_SENT' && last.kind === 'ACK' && last.direction === 'reply' && seq === last.ack)
		return 'skip window';
	return keep ? 'keep state' : 'check window';
}
