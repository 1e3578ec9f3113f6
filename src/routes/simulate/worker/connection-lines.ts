import { builtInProtocolName, protocolName } from '$lib/net';
import { isIcmp, type Connection, type ConnectionTuple } from '$lib/netfilter';
import { addressWords } from './field-words';

function tuple({ src, dst, protocol, sport, dport, icmp }: ConnectionTuple): string {
	const ends = `src=${addressWords(src)} dst=${addressWords(dst)}`;
	if (isIcmp(protocol))
		return `${ends} type=${String(icmp >> 8)} code=${String(icmp & 0xff)} id=${String(sport ?? 0)}`;
	return sport === null || dport === null
		? ends
		: `${ends} sport=${String(sport)} dport=${String(dport)}`;
}

/** One entry as `conntrack -L` prints it, `now` milliseconds into the session. */
function connectionLine(connection: Connection, now: number): string {
	const { original, reply, expires, tcp, seenReply, assured, mark } = connection;
	const { protocol } = original;
	const name = builtInProtocolName(protocol) ?? protocolName(protocol) ?? 'unknown';
	return [
		`${name.padEnd(8)} ${String(protocol)}`,
		String(Math.max(0, Math.ceil((expires - now) / 1000))),
		tcp?.state ?? '',
		tuple(original),
		seenReply ? '' : '[UNREPLIED]',
		tuple(reply),
		assured ? '[ASSURED]' : '',
		`mark=${String(mark)} use=1`
	]
		.filter((part) => part !== '')
		.join(' ');
}

/** The table of connections as `conntrack -L` prints it. */
export function connectionLines(connections: Iterable<Connection>, now: number): readonly string[] {
	return [...connections].map((connection) => connectionLine(connection, now));
}
