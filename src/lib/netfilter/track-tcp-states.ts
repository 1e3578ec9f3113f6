/**
 * The states of a TCP connection and how segments move them: tcp_conntracks in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_proto_tcp.c
 */
const tcpStates = [
	'NONE',
	'SYN_SENT',
	'SYN_RECV',
	'ESTABLISHED',
	'FIN_WAIT',
	'CLOSE_WAIT',
	'LAST_ACK',
	'TIME_WAIT',
	'CLOSE',
	'SYN_SENT2'
] as const;
export type TcpState = (typeof tcpStates)[number];

/** Lifetime in seconds of an entry after a packet that leaves it in the state. */
export const tcpTimeouts: Readonly<Record<TcpState, number>> = {
	NONE: 0,
	SYN_SENT: 120,
	SYN_RECV: 60,
	ESTABLISHED: 432000,
	FIN_WAIT: 120,
	CLOSE_WAIT: 60,
	LAST_ACK: 30,
	TIME_WAIT: 120,
	CLOSE: 10,
	SYN_SENT2: 120
};
/** After retransmissions without an answer, and while data is unacknowledged. */
export const RETRANSMISSION_TIMEOUT = 300;
export const UNACKNOWLEDGED_TIMEOUT = 300;

export type SegmentKind = 'SYN' | 'SYNACK' | 'FIN' | 'ACK' | 'RST' | 'NONE';
/** Where a segment leads: a state, ignored (no change), or invalid. */
export type Move = TcpState | 'IGNORE' | 'INVALID';

const short: Readonly<Record<string, Move>> = {
	NO: 'NONE',
	SS: 'SYN_SENT',
	SR: 'SYN_RECV',
	ES: 'ESTABLISHED',
	FW: 'FIN_WAIT',
	CW: 'CLOSE_WAIT',
	LA: 'LAST_ACK',
	TW: 'TIME_WAIT',
	CL: 'CLOSE',
	S2: 'SYN_SENT2',
	IG: 'IGNORE',
	IV: 'INVALID'
};

type Row = Readonly<Record<TcpState, Move>>;

function row(text: string): Row {
	const moves = text.split(' ').map((name) => short[name] ?? 'INVALID');
	const at = (state: TcpState) => moves[tcpStates.indexOf(state)] ?? 'INVALID';
	return {
		NONE: at('NONE'),
		SYN_SENT: at('SYN_SENT'),
		SYN_RECV: at('SYN_RECV'),
		ESTABLISHED: at('ESTABLISHED'),
		FIN_WAIT: at('FIN_WAIT'),
		CLOSE_WAIT: at('CLOSE_WAIT'),
		LAST_ACK: at('LAST_ACK'),
		TIME_WAIT: at('TIME_WAIT'),
		CLOSE: at('CLOSE'),
		SYN_SENT2: at('SYN_SENT2')
	};
}

/** Columns: the old state, in the order of `tcpStates`. */
export const tcpMoves: Readonly<Record<'original' | 'reply', Readonly<Record<SegmentKind, Row>>>> =
	{
		original: {
			SYN: row('SS SS IG IG IG IG IG SS SS S2'),
			SYNACK: row('IV IV SR IV IV IV IV IV IV SR'),
			FIN: row('IV IV FW FW LA LA LA TW CL IV'),
			ACK: row('ES IV ES ES CW CW TW TW CL IV'),
			RST: row('IV CL CL CL CL CL CL CL CL CL'),
			NONE: row('IV IV IV IV IV IV IV IV IV IV')
		},
		reply: {
			SYN: row('IV S2 IV IV IV IV IV SS IV S2'),
			SYNACK: row('IV SR IG IG IG IG IG IG IG SR'),
			FIN: row('IV IV FW FW LA LA LA TW CL IV'),
			ACK: row('IV IG SR ES CW CW TW TW CL IG'),
			RST: row('IV CL CL CL CL CL CL CL CL CL'),
			NONE: row('IV IV IV IV IV IV IV IV IV IV')
		}
	};

/** Combinations of FIN, SYN, RST, ACK and URG that conntrack accepts; PSH, ECE and CWR are free. */
const validFlags: ReadonlySet<number> = new Set([
	0x02, 0x22, 0x12, 0x04, 0x14, 0x11, 0x31, 0x10, 0x30
]);

export function flagsAreValid(flags: number): boolean {
	return validFlags.has(flags & 0x37);
}

export function segmentKind(flags: number): SegmentKind {
	if (flags & 0x04) return 'RST';
	if (flags & 0x02) return flags & 0x10 ? 'SYNACK' : 'SYN';
	if (flags & 0x01) return 'FIN';
	return flags & 0x10 ? 'ACK' : 'NONE';
}
