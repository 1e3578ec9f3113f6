import type { Family } from '$lib/iptables';
import { flowsFor, printPacket, type Host } from '$lib/netfilter';
import type { Preset } from '../answer';

/** Flows worth trying on a host, as lines. */
export function presetsFor(host: Host, family: Family): readonly Preset[] {
	return flowsFor(host, family).map(({ id, name, about, packets }) => ({
		id,
		name,
		about,
		packets: packets.map(({ packet }) => printPacket(packet)),
		expected: packets.find(({ expected }) => expected !== 'ACCEPT')?.expected ?? 'ACCEPT'
	}));
}
