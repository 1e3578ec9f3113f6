/** Connections as `conntrack -L` prints them. */
import type { Zone } from '../iptables';
import { protocolName, sayAddress } from '../net';
import type { Connection, ConnectionTuple } from './connection';
import { PROTOCOL, isIcmp } from './packet';

/** As conntrack prints zones: at the end if for both directions, else beside the direction. */
function zoneText({ id, of }: Zone, at: Zone['of']): readonly string[] {
	if (id === 0 || of !== at) return [];
	return [of === 'both' ? `zone=${id}` : `zone-${of === 'original' ? 'orig' : of}=${id}`];
}

function tupleText(tuple: ConnectionTuple): string {
	const { src, dst, protocol, sport, dport, icmp, variables } = tuple;
	const shown = (value: string, i: number) => (variables?.[i] === undefined ? value : '*');
	const words = [`src=${shown(sayAddress(src), 0)}`, `dst=${shown(sayAddress(dst), 1)}`];
	if (isIcmp(protocol)) words.push(`type=${icmp >> 8}`, `code=${icmp & 255}`, `id=${sport ?? 0}`);
	else if (sport !== null && dport !== null)
		words.push(`sport=${shown(String(sport), 2)}`, `dport=${shown(String(dport), 3)}`);
	return words.join(' ');
}

/** `now`: milliseconds of the session, from which the remaining time is counted. */
export function printConnection(connection: Connection, now: number): string {
	const { original, reply, seenReply, assured, mark, expires, tcp, zone, helper } = connection;
	const { protocol } = original;
	const name = protocolName(protocol) ?? 'unknown';
	const seconds = Math.max(0, Math.floor((expires - now) / 1000));
	const left = connection.timeouts ? '?' : String(seconds);
	const words = [name.padEnd(8), String(protocol), left];
	if (protocol === PROTOCOL.tcp && tcp) words.push(tcp.state);
	words.push(tupleText(original), ...zoneText(zone, 'original'));
	if (!seenReply) words.push('[UNREPLIED]');
	words.push(tupleText(reply), ...zoneText(zone, 'reply'));
	if (assured) words.push('[ASSURED]');
	words.push(`mark=${mark ?? '?'}`, ...zoneText(zone, 'both'));
	if (helper) words.push(`helper=${helper.name}`);
	words.push('use=1');
	return words.join(' ');
}
