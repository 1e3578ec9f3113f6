/**
 * Connection tracking of TCP: nf_conntrack_tcp_packet in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_proto_tcp.c
 */
import { opposite, type Connection, type Direction } from './connection';
import type { TcpConnection, TcpSettings } from './tcp-connection';
import { invalid, type Tracking } from './tracking';
import { trackReset } from './track-tcp-reset';
import {
	RETRANSMISSION_TIMEOUT,
	UNACKNOWLEDGED_TIMEOUT,
	tcpMoves,
	tcpTimeouts,
	type TcpState
} from './track-tcp-states';
import { inWindow, newSide, readOptions, type LastSegment, type Segment } from './track-tcp-window';

const unchanged: Tracking = { kind: 'accept' };

/** A segment that conntrack lets pass without trusting it, remembered in case the peer answers. */
function ignore(
	tcp: TcpConnection,
	old: TcpState,
	direction: Direction,
	segment: Segment
): Tracking {
	const { last } = tcp;
	last.kind = segment.kind;
	last.direction = direction;
	last.seq = segment.seq;
	last.end = segment.end;
	last.window = segment.window;
	if (segment.kind === 'SYN' && direction === 'original') {
		Object.assign(last, readOptions(segment.options));
		last.expectChallenge = old === 'LAST_ACK';
		last.simultaneousOpen = false;
	}
	if (old === 'SYN_SENT' && segment.kind === 'ACK' && direction === 'reply') last.ack = segment.ack;
	return unchanged;
}

export function trackTcp(
	connection: Connection,
	tcp: TcpConnection,
	direction: Direction,
	segment: Segment,
	settings: TcpSettings
): Tracking {
	const { last, sides } = tcp;
	const sender = sides[direction];
	const receiver = sides[opposite(direction)];
	const { kind } = segment;
	let old = tcp.state;
	const move = tcpMoves[direction][kind][old];
	if (move === 'INVALID') return invalid;
	let next: TcpState;
	let skipWindow = false;

	const reopens =
		move === 'SYN_SENT' && (old === 'TIME_WAIT' || old === 'CLOSE' || old === 'SYN_SENT2');
	if (reopens) {
		const closed = sender.closing || receiver.closing;
		if (closed || (last.direction === direction && last.kind === 'RST')) return { kind: 'repeat' };
	}
	if (move === 'IGNORE' || reopens) {
		const answersIgnored =
			kind === 'SYNACK' &&
			last.kind === 'SYN' &&
			last.direction !== direction &&
			segment.ack === last.end;
		if (!answersIgnored) return ignore(tcp, old, direction, segment);
		// The ignored SYN was the real one: adopt what it announced.
		old = 'SYN_SENT';
		next = 'SYN_RECV';
		const peer = sides[last.direction];
		Object.assign(peer, newSide(), {
			end: last.end,
			maxEnd: last.end,
			maxWindow: last.window || 1,
			scale: last.scale,
			windowScale: last.windowScale,
			sackPermitted: last.sackPermitted
		});
		last.expectChallenge = false;
		Object.assign(sender, newSide(), { liberal: sender.liberal });
	} else {
		next = move;
	}

	if (next === 'TIME_WAIT') {
		const challenge =
			old === 'LAST_ACK' &&
			kind === 'ACK' &&
			last.direction !== direction &&
			last.kind === 'SYN' &&
			last.expectChallenge;
		if (challenge) {
			last.expectChallenge = false;
			return unchanged;
		}
	} else if (next === 'SYN_SENT2') {
		last.simultaneousOpen = true;
	} else if (next === 'SYN_RECV') {
		if (direction === 'reply' && kind === 'ACK' && last.simultaneousOpen) next = 'ESTABLISHED';
	} else if (next === 'CLOSE' && kind === 'RST') {
		const reset = trackReset(connection, tcp, old, direction, segment);
		if (reset === 'invalid') return invalid;
		if (reset === 'skip window') skipWindow = true;
		else if (reset === 'keep state') next = old;
	}

	if (!skipWindow) {
		const result = inWindow(
			tcp.state,
			sender,
			receiver,
			last,
			direction,
			segment,
			settings.liberal
		);
		if (result === 'ignore') return unchanged;
		if (result === 'invalid') return noteInvalid(connection, last, direction, segment);
	}

	last.kind = kind;
	last.direction = direction;
	tcp.state = next;
	if (old !== next && next === 'FIN_WAIT') sender.closing = true;

	let seconds = timeoutAfter(tcp, next, kind);
	if (!connection.seenReply) {
		if (kind === 'RST') return { kind: 'accept', kill: true };
		if (kind === 'SYN' && old === 'SYN_SENT') return unchanged;
		if (next === 'ESTABLISHED') seconds = Math.min(seconds, UNACKNOWLEDGED_TIMEOUT);
	} else if (
		!connection.assured &&
		(old === 'SYN_RECV' || old === 'ESTABLISHED') &&
		next === 'ESTABLISHED'
	) {
		connection.assured = true;
	}
	return { kind: 'accept', seconds };
}

function timeoutAfter(tcp: TcpConnection, next: TcpState, kind: Segment['kind']): number {
	const seconds = tcpTimeouts[next];
	const { last, sides } = tcp;
	if (last.retransmissions >= 3 && seconds > RETRANSMISSION_TIMEOUT) return RETRANSMISSION_TIMEOUT;
	if (kind === 'RST') return tcpTimeouts.CLOSE;
	if (sides.original.unacknowledged || sides.reply.unacknowledged)
		return Math.min(seconds, UNACKNOWLEDGED_TIMEOUT);
	if (last.window === 0) return Math.min(seconds, RETRANSMISSION_TIMEOUT);
	return seconds;
}

/**
 * nf_tcp_handle_invalid: a FIN or RST outside the window is remembered; when the other side
 * answers it with one of its own, the entry need not live for days.
 */
function noteInvalid(
	connection: Connection,
	last: LastSegment,
	direction: Direction,
	{ kind }: Segment
): Tracking {
	if (!connection.assured || (kind !== 'RST' && kind !== 'FIN')) return invalid;
	if (last.direction !== direction && (last.kind === 'RST' || last.kind === 'FIN'))
		return { kind: 'invalid', atMost: UNACKNOWLEDGED_TIMEOUT };
	last.kind = kind;
	last.direction = direction;
	return invalid;
}
