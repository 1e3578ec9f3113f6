/**
 * Sequence numbers and windows of a TCP connection: tcp_in_window and its helpers in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_proto_tcp.c
 */
import type { SegmentKind, TcpState } from './track-tcp-states';

/** What is known about one side of the connection. Sequence numbers are uint32. */
export interface TcpSide {
	end: number;
	maxEnd: number;
	maxWindow: number;
	/** Highest acknowledgement sent; undefined before the first. */
	maxAck: number | undefined;
	scale: number;
	windowScale: boolean;
	sackPermitted: boolean;
	liberal: boolean;
	unacknowledged: boolean;
	/** It has begun to close the connection. */
	closing: boolean;
}

export function newSide(): TcpSide {
	return {
		end: 0,
		maxEnd: 0,
		maxWindow: 0,
		maxAck: undefined,
		scale: 0,
		windowScale: false,
		sackPermitted: false,
		liberal: false,
		unacknowledged: false,
		closing: false
	};
}

/** A segment as conntrack reads it. */
export interface Segment {
	readonly kind: SegmentKind;
	readonly flags: number;
	readonly seq: number;
	readonly ack: number;
	readonly window: number;
	/** Sequence number after the segment: payload, SYN and FIN count. */
	readonly end: number;
	readonly options: Uint8Array;
}

const SYN = 0x02;
const RST = 0x04;
const ACK = 0x10;

/** Serial comparison of sequence numbers. */
export function before(a: number, b: number): boolean {
	return ((a - b) | 0) < 0;
}
function after(a: number, b: number): boolean {
	return before(b, a);
}

function* walkOptions(options: Uint8Array): Generator<{ kind: number; data: Uint8Array }> {
	for (let i = 0; i < options.length;) {
		const kind = options[i] ?? 0;
		if (kind === 0) return;
		if (kind === 1) {
			i++;
			continue;
		}
		const size = options[i + 1] ?? 0;
		if (size < 2 || i + size > options.length) return;
		yield { kind, data: options.subarray(i + 2, i + size) };
		i += size;
	}
}

/** tcp_options: what a SYN announces. */
export function readOptions(options: Uint8Array): {
	windowScale: boolean;
	scale: number;
	sackPermitted: boolean;
} {
	let windowScale = false;
	let scale = 0;
	let sackPermitted = false;
	for (const { kind, data } of walkOptions(options)) {
		if (kind === 4 && data.length === 0) sackPermitted = true;
		if (kind === 3 && data.length === 1) {
			windowScale = true;
			scale = Math.min(data[0] ?? 0, 14);
		}
	}
	return { windowScale, scale, sackPermitted };
}

/** tcp_sack: the right edge of the blocks that the segment acknowledges selectively. */
function highestSack(options: Uint8Array, ack: number): number {
	let highest = ack;
	for (const { kind, data } of walkOptions(options)) {
		if (kind !== 5 || data.length < 8 || data.length % 8) continue;
		const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
		for (let i = 0; i < data.length; i += 8) {
			const edge = view.getUint32(i + 4);
			if (after(edge, highest)) highest = edge;
		}
		break;
	}
	return highest;
}

/**
 * tcp_init_sender. A segment without any option leaves the side's values as they are, because
 * tcp_options then returns at once.
 */
function initialise(
	sender: TcpSide,
	receiver: TcpSide,
	segment: Segment,
	direction: 'original' | 'reply'
): void {
	const { end, options } = segment;
	if (options.length > 0) {
		const { liberal } = sender;
		Object.assign(sender, newSide(), { liberal }, readOptions(options));
	}
	sender.end = sender.maxEnd = end;
	sender.maxWindow = segment.window || 1;
	if (direction === 'reply' && !(sender.windowScale && receiver.windowScale))
		sender.scale = receiver.scale = 0;
}

/** Segments in order of acknowledgement, to notice retransmissions. */
export interface LastSegment {
	kind: SegmentKind;
	direction: 'original' | 'reply';
	seq: number;
	ack: number;
	end: number;
	window: number;
	scale: number;
	windowScale: boolean;
	sackPermitted: boolean;
	expectChallenge: boolean;
	simultaneousOpen: boolean;
	retransmissions: number;
}

export type WindowResult = 'accept' | 'ignore' | 'invalid';

const MAX_ACK_WINDOW = 66000;

export function inWindow(
	state: TcpState,
	sender: TcpSide,
	receiver: TcpSide,
	last: LastSegment,
	direction: 'original' | 'reply',
	segment: Segment,
	liberal: boolean
): WindowResult {
	let { seq, end, window } = segment;
	let ack = segment.ack;
	let sack = receiver.sackPermitted ? highestSack(segment.options, ack) : ack;
	const { flags } = segment;
	const refused = (result: WindowResult): WindowResult =>
		sender.liberal || liberal ? 'accept' : result;

	if (sender.maxWindow === 0) {
		if (flags & SYN) {
			initialise(sender, receiver, segment, direction);
			if (!(flags & ACK)) return 'accept';
		} else {
			sender.end = end;
			const scaled = window * 2 ** sender.scale;
			sender.maxWindow = scaled || 1;
			sender.maxEnd = (end + sender.maxWindow) >>> 0;
			if (receiver.maxWindow === 0) receiver.end = receiver.maxEnd = sack;
			else if (sack === (receiver.end + 1) >>> 0) receiver.end = sack;
		}
	} else if (
		flags & SYN &&
		after(end, sender.end) &&
		(state === 'SYN_SENT' || state === 'SYN_RECV')
	) {
		initialise(sender, receiver, segment, direction);
		if (direction === 'reply' && !(flags & ACK)) return 'accept';
	}

	// Without ACK, or with an ACK of zero in a reset: as if everything had been acknowledged.
	if (!(flags & ACK) || (flags & RST && ack === 0)) ack = sack = receiver.end;
	if (flags & RST && seq === 0 && state === 'SYN_SENT') seq = end = sender.end;

	const ackWindow = Math.max(sender.maxWindow, MAX_ACK_WINDOW);
	const ackOk = () => after(sack, receiver.end - ackWindow - 1);
	const ackSeen = () => before(sack, receiver.end + 1);
	const notBelow = after(end, sender.end - receiver.maxWindow - 1);
	if (!before(seq, sender.maxEnd + 1)) {
		const overshot = (end - sender.maxEnd + 1) >>> 0;
		const inReceiveWindow = receiver.maxWindow > 0 && notBelow;
		if (inReceiveWindow && ackOk() && overshot <= receiver.maxWindow && ackSeen()) {
			sender.end = end;
			sender.unacknowledged = true;
			return refused('ignore');
		}
		return refused('invalid');
	}
	if (!ackSeen()) return refused('invalid');
	if (receiver.maxWindow > 0 && !notBelow) return refused('ignore');
	if (!ackOk()) return refused('ignore');

	if (!(flags & SYN)) window *= 2 ** sender.scale;
	const scaled = (window + sack - ack) >>> 0;
	if (sender.maxWindow < scaled) sender.maxWindow = scaled;
	if (after(end, sender.end)) {
		sender.end = end;
		sender.unacknowledged = true;
	}
	if (flags & ACK && (sender.maxAck === undefined || after(ack, sender.maxAck)))
		sender.maxAck = ack;
	if (receiver.maxWindow !== 0 && after(end, sender.maxEnd))
		receiver.maxWindow = (receiver.maxWindow + end - sender.maxEnd) >>> 0;
	if (after(sack + window, receiver.maxEnd - 1)) {
		receiver.maxEnd = (sack + window + (window === 0 ? 1 : 0)) >>> 0;
	}
	if (ack === receiver.end) receiver.unacknowledged = false;
	if (segment.kind === 'ACK') noteAcknowledgement(last, direction, seq, ack, end, segment.window);
	return 'accept';
}

function noteAcknowledgement(
	last: LastSegment,
	direction: 'original' | 'reply',
	seq: number,
	ack: number,
	end: number,
	window: number
): void {
	if (
		last.direction === direction &&
		last.seq === seq &&
		last.ack === ack &&
		last.end === end &&
		last.window === window
	) {
		last.retransmissions++;
		return;
	}
	Object.assign(last, { direction, seq, ack, end, window, retransmissions: 0 });
}
