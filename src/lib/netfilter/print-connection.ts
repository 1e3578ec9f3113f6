/** Connections as `conntrack -L` prints them. */
import { protocolName } from '../net';
import type { Connection, ConnectionTuple } from './connection';
import { PROTOCOL, isIcmp } from './packet';
import { sayAddress } from './address-text';

function tupleText(tuple: ConnectionTuple): string {
	const { src, dst, protocol, sport, dport, icmp, variables } = tuple;
	const shown = (value: string, i: number) => (variables?.[i] === undefined ? value : '*');
	const words = [`src=${shown(sayAddress(src), 0)}`, `dst=${shown(sayAddress(dst), 1)}`];
	if (isIcmp(protocol)) words.push(`type=${icmp >> 8}`, `code=${icmp & 255}`, `id=${sport ?? 0}`);
	else if (sport !== null && dport !== null)
		words.push(`sport=${shown(String(sport), 2)}`, `dport=${shown(String(dport), 3)}`);
	return words.join(' ');
}

/** `now`: milliseconds of the session, from which the time left counts. */
export function printConnection(connection: Connection, now: number): string {
	const { original, reply, seenReply, assured, mark, expires, tcp } = connection;
	const { protocol } = original;
	const name = protocolName(protocol) ?? 'unknown';
	const seconds = Math.max(0, Math.floor((expires - now) / 1000));
	const words = [name.padEnd(8), String(protocol), String(seconds)];
	if (protocol === PROTOCOL.tcp && tcp) words.push(tcp.state);
	words.push(tupleText(original));
	if (!seenReply) words.push('[UNREPLIED]');
	words.push(tupleText(reply));
	if (assured) words.push('[ASSURED]');
	words.push(`mark=${mark}`, 'use=1');
	return words.join(' ');
}
