/** What a match may ask about the packet's connection. */
import type { ConnectionView, PacketView, Test, Tuple } from '../evaluation';
import { unknown } from './evaluate';

export const noConntrack = unknown('what conntrack knows of the packet is left open');

/** Whether the packet's connection is in one of the states; shared with `-m state`. */
export function stateTest(words: readonly string[], inverted: boolean): Test {
	const states = new Set(words);
	return ({ connection }) => {
		if (!connection) return noConntrack;
		const { status: bits } = connection;
		const found =
			states.has(connection.state) ||
			(states.has('SNAT') && bits.snat) ||
			(states.has('DNAT') && bits.dnat);
		return found !== inverted;
	};
}

/** A connection that conntrack has an entry for. */
export interface Tracked extends ConnectionView {
	readonly original: Tuple;
	readonly reply: Tuple;
}

export function isTracked(connection: ConnectionView): connection is Tracked {
	return connection.original !== null && connection.reply !== null;
}

/** What an ICMP tuple has in place of ports, big-endian: type and code. */
function icmpPort(original: boolean, { icmpType, family }: PacketView): number {
	const pairs = family === 'ipv4' ? icmpQueries : icmp6Queries;
	const [query, answer] = pairs.find((pair) => pair.some((type) => type === icmpType)) ?? [
		...pairs[0]
	];
	return (original ? query : answer) << 8;
}
const icmpQueries = [
	[8, 0],
	[13, 14],
	[15, 16],
	[17, 18]
] as const;
const icmp6Queries = [
	[128, 129],
	[139, 140]
] as const;

/** The destination port of a tuple, or what replaces it. */
export function destinationPort(
	{ protocol: number, dport }: Tuple,
	original: boolean,
	packet: PacketView
): number {
	return dport ?? (number === 1 || number === 58 ? icmpPort(original, packet) : 0);
}

const statusOf = {
	EXPECTED: 'expected',
	SEEN_REPLY: 'seenReply',
	ASSURED: 'assured',
	CONFIRMED: 'confirmed'
} as const;

function isStatus(word: string): word is keyof typeof statusOf {
	return word in statusOf;
}

/** Whether the connection has a status; NONE has no bit, so it is never found. */
export function hasStatus({ status }: ConnectionView, word: string): boolean {
	return isStatus(word) && status[statusOf[word]];
}
