/** A packet as a line for `readPacket`. */
import { protocolName, sayAddress, type Family } from '../net';
import { icmpNames } from './icmp-names';
import {
	PROTOCOL,
	TCP_FLAG,
	hasPorts,
	isIcmp,
	type AddressNumber,
	type OpenField,
	type Packet
} from './packet';

/** The names of the bits, as `readPacket` reads them: `SYN+ACK`, or `none`. */
export function flagNames(flags: number): string[] {
	return Object.entries(TCP_FLAG)
		.filter(([, bit]) => flags & bit)
		.map(([name]) => name);
}

export function flagsText(flags: number): string {
	const names = flagNames(flags);
	return names.length > 0 ? names.join('+') : 'none';
}

function endText(
	packet: Packet,
	address: AddressNumber | undefined,
	port: number | undefined,
	ports: boolean
): string {
	const host = address === undefined ? '*' : sayAddress(address);
	if (!ports || port === undefined) return host;
	return packet.family === 'ipv6' && address !== undefined
		? `[${host}]:${port}`
		: `${host}:${port}`;
}

/** The line that `readPacket` reads as this packet; what a line can't express is left out. */
export function printPacket(packet: Packet): string {
	const open = new Set(packet.open ?? []);
	const given = <T>(field: OpenField, value: T | undefined) =>
		open.has(field) ? undefined : value;
	const protocol = given('protocol', packet.protocol ?? PROTOCOL.tcp);
	const reply = packet.replyTo;
	const words: string[] = [];
	const ports = protocol === undefined || hasPorts(protocol);
	if (reply !== undefined) words.push('reply', String(reply + 1));
	if (reply === undefined || packet.protocol !== undefined)
		words.push(protocol === undefined ? 'ip' : (protocolName(protocol) ?? String(protocol)));
	if (reply === undefined || packet.src !== undefined || packet.dst !== undefined)
		words.push(
			endText(packet, given('src', packet.src ?? 0), given('sport', packet.sport ?? 0), ports),
			'>',
			endText(packet, given('dst', packet.dst ?? 0), given('dport', packet.dport ?? 0), ports)
		);
	if (open.has('tcpFlags')) words.push('flags', '*');
	else if ((protocol === PROTOCOL.tcp || reply !== undefined) && packet.tcpFlags !== undefined)
		words.push(flagsText(packet.tcpFlags));
	else if (protocol === PROTOCOL.tcp && reply === undefined) words.push('SYN');
	if (protocol !== undefined && isIcmp(protocol))
		words.push(...(open.has('icmpType') ? ['type', '*'] : icmpWords(packet, protocol)));
	for (const [word, field] of [
		['ttl', 'ttl'],
		['tos', 'tos'],
		['mark', 'mark'],
		['length', 'length'],
		['uid', 'uid'],
		['gid', 'gid']
	] as const) {
		const value = packet[field];
		if (open.has(field)) words.push(word, '*');
		else if (value !== undefined) words.push(word, String(value));
	}
	if (packet.seq !== undefined) words.push('seq', String(packet.seq));
	if (packet.ack !== undefined) words.push('ack', String(packet.ack));
	if (packet.badChecksum) words.push('bad-checksum');
	if (packet.state !== undefined) words.push('state', packet.state === 'open' ? '*' : packet.state);
	if (packet.macSource !== undefined) words.push('mac', packet.macSource);
	words.push(packet.direction);
	const device = packet.direction === 'in' ? packet.in : packet.out;
	if (device !== undefined && !open.has('in')) words.push(device);
	return words.join(' ');
}

function icmpWords({ icmpType, icmpCode, icmpId }: Packet, protocol: number): string[] {
	const family: Family = protocol === PROTOCOL.icmp ? 'ipv4' : 'ipv6';
	const type = icmpType ?? (family === 'ipv4' ? 8 : 128);
	const id = icmpId === undefined ? [] : ['id', String(icmpId)];
	const named = icmpNames.find(
		(each) => each.family === family && each.type === type && each.code === icmpCode
	);
	if (named) return [named.name, ...id];
	const code = icmpCode === undefined ? [] : ['code', String(icmpCode)];
	return ['type', String(type), ...code, ...id];
}
