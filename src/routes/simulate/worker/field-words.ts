import type { FieldName } from '$lib/iptables';
import { ipv4, ipv6, printIpv4, printIpv6, protocolName } from '$lib/net';
import type { AddressNumber, Snapshot } from '$lib/netfilter';
import { TCP_FLAG } from '$lib/netfilter';

export function addressWords(address: AddressNumber): string {
	return typeof address === 'bigint' ? printIpv6(ipv6(address)) : printIpv4(ipv4(address));
}

export function flagWords(flags: number): string {
	const names = Object.entries(TCP_FLAG).flatMap(([name, bit]) => (flags & bit ? [name] : []));
	return names.length === 0 ? 'none' : names.join(',');
}

const names: Readonly<Partial<Record<FieldName, string>>> = {
	src: 'source',
	dst: 'destination',
	protocol: 'protocol',
	sport: 'source port',
	dport: 'destination port',
	tcpFlags: 'flags',
	icmpType: 'ICMP type',
	icmpCode: 'ICMP code',
	length: 'length',
	ttl: 'TTL',
	tos: 'TOS',
	mark: 'mark',
	connmark: 'connection mark',
	fragmentOffset: 'fragment offset',
	uid: 'user',
	gid: 'group',
	in: 'in interface',
	out: 'out interface'
};

function valueWords(field: FieldName, value: string | number | bigint): string {
	if (field === 'src' || field === 'dst')
		return typeof value === 'string' ? value : addressWords(value);
	if (field === 'protocol') return protocolName(Number(value)) ?? String(value);
	if (field === 'tcpFlags') return flagWords(Number(value));
	if (field === 'mark' || field === 'connmark' || field === 'tos')
		return `0x${Number(value).toString(16)}`;
	return String(value);
}

/** What the packet has in a field: "destination is 192.0.2.10". */
export function fieldWords(field: FieldName, packet: Snapshot): string {
	const name = names[field] ?? field;
	const value = packet[field];
	if (value === undefined) return `${name} is open`;
	if (value === null) return `no ${name}`;
	return `${name} is ${valueWords(field, value)}`;
}
