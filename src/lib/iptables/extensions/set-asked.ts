/** What a set reads from a packet: hash_*_kadt and bitmap_*_kadt in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { masked, networkOf } from '../../net';
import type { PacketView } from '../evaluation';
import type { IpSet, Part, SetType } from '../ipset';
import { anyPortOf, portOf, type Asked } from './set-port';

export type Side = 'src' | 'dst';

type PartKind = SetType['parts'][number];

function addressOf(set: IpSet, kind: PartKind, packet: PacketView, side: Side): Asked {
	const value = packet[side];
	if (value === undefined) return undefined;
	if (value === null) return false;
	const { netmask, bitmask, range } = set.creation;
	const length = typeof value === 'number' ? 32 : 128;
	if (range && (value < range.low || value > range.high)) return false;
	const address = range ? networkOf(value, netmask ?? length) : masked(value, bitmask);
	// hash:ip and hash:ip,port can't hold the all-zeros address, even as the result of a mask.
	const zeros = address === 0 || address === 0n;
	if (zeros && (set.type === 'hash:ip' || set.type === 'hash:ip,port')) return false;
	if (address === 0n && set.type === 'hash:net,net' && kind === 'net') return false;
	return { kind: 'address', address, length };
}

/** The kernel reads the Ethernet header of an incoming packet; its destination is not described. */
function macOf({ macSource }: PacketView, side: Side): Asked {
	if (macSource === null || macSource === '00:00:00:00:00:00') return false;
	if (macSource === undefined || side === 'dst') return undefined;
	return { kind: 'mac', mac: macSource };
}

function interfaceOf(packet: PacketView, side: Side): Asked {
	const name = side === 'src' ? packet.in : packet.out;
	if (name === undefined) return undefined;
	return name === null ? false : { kind: 'interface', name, physical: false, wildcard: false };
}

function partOf(set: IpSet, kind: PartKind, packet: PacketView, side: Side): Asked {
	switch (kind) {
		case 'ip':
		case 'single ip':
		case 'net':
			return addressOf(set, kind, packet, side);
		case 'port':
			return portOf(packet, side);
		case 'any port': {
			const asked = anyPortOf(packet, side);
			const { range } = set.creation;
			const out =
				asked &&
				asked.kind === 'port' &&
				range &&
				(asked.port < range.low || asked.port > range.high);
			return out ? false : asked;
		}
		case 'mac':
			return macOf(packet, side);
		case 'iface':
			return interfaceOf(packet, side);
		case 'mark': {
			const { mark } = packet;
			if (mark === undefined) return undefined;
			return { kind: 'mark', mark: ((mark ?? 0) & set.creation.markmask) >>> 0 };
		}
		case 'set':
			return false;
	}
}

/** The parts of the packet's element; undefined if one is open. False: the packet can't be in the
 * set. */
export function askedParts(
	set: IpSet,
	type: SetType,
	packet: PacketView,
	sides: readonly Side[]
): readonly (Part | undefined)[] | false {
	const parts: (Part | undefined)[] = [];
	for (const [place, kind] of type.parts.entries()) {
		const part = partOf(set, kind, packet, sides[place] ?? 'dst');
		if (part === false) return false;
		parts.push(part);
	}
	return parts;
}
