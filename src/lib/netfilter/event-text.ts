/** What a trace says about routing, conntrack and translation. */
import { sayAddress } from '../net';
import { hasGivenConnection } from './hidden-connection';
import type { InFlight } from './in-flight';
import { PROTOCOL, type AddressNumber } from './packet';
import type { Snapshot } from './trace';

/** Where routing sends an incoming packet. */
export function routeText(
	route: { readonly kind: 'local' } | { readonly kind: 'forward'; readonly device: string }
): string {
	return route.kind === 'local' ? 'for this host' : `forwarded through ${route.device}`;
}

/** The state that conntrack gives a packet, and its direction if it is part of a connection. */
export function conntrackText(packet: InFlight): string {
	const { givenState } = packet;
	if (hasGivenConnection(packet))
		return `${packet.state}, as ${givenState === 'open' ? 'one case' : 'described'}; its connection is not known, and taken as not translated`;
	if (!packet.entry) return packet.state;
	return `${packet.state}, ${packet.direction} direction`;
}

/** What translation changed, compared with the packet as it was before. */
export function natText(before: Snapshot, packet: InFlight): string {
	const end = (address: AddressNumber | null | undefined, port: number | null | undefined) =>
		`${address === null || address === undefined ? '?' : sayAddress(address)}${typeof port === 'number' ? ` port ${port}` : ''}`;
	const changes: string[] = [];
	if (before.src !== packet.src || before.sport !== packet.sport)
		changes.push(
			`source ${end(before.src, before.sport)} becomes ${end(packet.src, packet.sport)}`
		);
	if (before.dst !== packet.dst || before.dport !== packet.dport)
		changes.push(
			`destination ${end(before.dst, before.dport)} becomes ${end(packet.dst, packet.dport)}`
		);
	if (packet.protocol === PROTOCOL.icmp && before.icmpId !== packet.icmpId)
		changes.push(`ICMP id ${before.icmpId ?? ''} becomes ${packet.icmpId}`);
	return changes.length > 0 ? changes.join('; ') : 'nothing to translate';
}
