/** The fields of the packet form: which packets have them, how they are written and read. */
import { parseIpv4, parseIpv6, sayAddress, servicePort } from '$lib/net';
import { hasPorts, PROTOCOL, type OpenField, type Packet } from '$lib/netfilter';

export interface PacketField {
	readonly id: OpenField;
	readonly label: string;
	/** Describes valid input; shown if the field can't be read. */
	readonly hint: string;
	readonly further?: true;
	applies(packet: Packet): boolean;
	/** Empty if the field is open. */
	write(packet: Packet): string;
	/** The packet with the field set to the text; undefined if the text can't be read. */
	read(packet: Packet, text: string): Packet | undefined;
}

function protocolOf(packet: Packet): number {
	return packet.protocol ?? PROTOCOL.tcp;
}

/** Whether the packet is a reply: it takes missing fields from the packet that it answers. */
export function answers(packet: Packet): boolean {
	return packet.replyTo !== undefined;
}

export function isOpen(packet: Packet, field: OpenField): boolean {
	return packet.open?.includes(field) ?? false;
}

/** The packet with the field open, or closed so that it can be given a value. */
export function opened(packet: Packet, field: OpenField, open: boolean): Packet {
	const rest = (packet.open ?? []).filter((one) => one !== field);
	return { ...packet, open: open ? [...rest, field] : rest };
}

type NumberId = 'sport' | 'dport' | 'ttl' | 'tos' | 'mark' | 'length' | 'uid' | 'gid';

function whole(text: string, most: number): number | undefined {
	if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) return undefined;
	const number = Number(text);
	return number <= most ? number : undefined;
}

function number(
	id: NumberId,
	label: string,
	most: number,
	applies: PacketField['applies'],
	further: boolean,
	named: (text: string, packet: Packet) => number | undefined = () => undefined
): PacketField {
	return {
		id,
		label,
		hint: `a number from 0 to ${String(most)}`,
		...(further ? { further } : {}),
		applies,
		write(packet) {
			const value = packet[id];
			return value === undefined ? '' : String(value);
		},
		read(packet, text) {
			// Of these, only ports are open if not given; the others take their default value.
			if (text === '')
				return { ...opened(packet, id, !further && !answers(packet)), [id]: undefined };
			const value = whole(text, most) ?? named(text, packet);
			return value === undefined ? undefined : { ...opened(packet, id, false), [id]: value };
		}
	};
}

function address(id: 'src' | 'dst', label: string): PacketField {
	return {
		id,
		label,
		hint: 'an address of the family chosen',
		applies: () => true,
		write(packet) {
			const value = packet[id];
			return value === undefined ? '' : sayAddress(value);
		},
		read(packet, text) {
			if (text === '') return { ...opened(packet, id, !answers(packet)), [id]: undefined };
			const value = packet.family === 'ipv4' ? parseIpv4(text) : parseIpv6(text);
			return value === undefined ? undefined : { ...opened(packet, id, false), [id]: value };
		}
	};
}

function ported(packet: Packet): boolean {
	return hasPorts(protocolOf(packet));
}

function service(text: string, packet: Packet): number | undefined {
	return servicePort(text, protocolOf(packet) === PROTOCOL.udp ? 'udp' : 'tcp');
}

function out(packet: Packet): boolean {
	return packet.direction === 'out';
}

export const packetFields: readonly PacketField[] = [
	address('src', 'Source'),
	number('sport', 'Source port', 65535, ported, false, service),
	address('dst', 'Destination'),
	number('dport', 'Destination port', 65535, ported, false, service),
	number('ttl', 'TTL', 255, () => true, true),
	number('tos', 'TOS', 255, () => true, true),
	number('length', 'Length', 65535, () => true, true),
	number('mark', 'Mark', 0xffff_ffff, () => true, true),
	number('uid', 'User id', 0xffff_ffff, out, true),
	number('gid', 'Group id', 0xffff_ffff, out, true)
];
