/**
 * What conntrack keeps of a TCP connection, and how it begins: tcp_new in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_proto_tcp.c
 */
import { tcpMoves, type TcpState } from './track-tcp-states';
import {
	newSide,
	readOptions,
	type LastSegment,
	type Segment,
	type TcpSide
} from './track-tcp-window';

export interface TcpConnection {
	state: TcpState;
	readonly sides: { original: TcpSide; reply: TcpSide };
	readonly last: LastSegment;
}

export interface TcpSettings {
	readonly loose: boolean;
	readonly liberal: boolean;
}

/** What the first segment seen says about the connection; undefined if it can't open one. */
export function openTcp(segment: Segment, settings: TcpSettings): TcpConnection | undefined {
	const move = tcpMoves.original[segment.kind].NONE;
	if (move === 'INVALID' || move === 'IGNORE') return undefined;
	const original = newSide();
	const reply = newSide();
	original.end = segment.end;
	original.maxWindow = segment.window || 1;
	original.maxEnd = segment.end;
	if (move === 'SYN_SENT') Object.assign(original, readOptions(segment.options));
	else if (!settings.loose) return undefined;
	else {
		original.maxEnd = (segment.end + original.maxWindow) >>> 0;
		original.sackPermitted = reply.sackPermitted = true;
		original.liberal = reply.liberal = true;
	}
	return {
		state: 'NONE',
		sides: { original, reply },
		last: {
			kind: 'NONE',
			direction: 'original',
			seq: 0,
			ack: 0,
			end: 0,
			window: 0,
			scale: 0,
			windowScale: false,
			sackPermitted: false,
			expectChallenge: false,
			simultaneousOpen: false,
			retransmissions: 0
		}
	};
}
