import type { FieldName } from '$lib/iptables';
import { sayField, type Snapshot } from '$lib/netfilter';

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

/** A field of the packet in words: "destination is 192.0.2.10". */
export function fieldWords(field: FieldName, packet: Snapshot): string {
	const name = names[field] ?? field;
	const value = packet[field];
	if (value === undefined) return `${name} is open`;
	if (value === null) return `no ${name}`;
	return `${name} is ${sayField(field, value)}`;
}
