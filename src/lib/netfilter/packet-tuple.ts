/** The tuple by which conntrack looks a packet up. */
import type { ConnectionTuple } from './connection';
import type { InFlight } from './in-flight';
import { NO_NEXT_HEADER } from './ipv6-headers';
import { PROTOCOL, isIcmp, isTrackedByPorts } from './packet';

/** The GRE version of PPTP, with the call ID in place of ports; it carries PPP. */
const PPTP = 1;
const PPP = 0x880b;

/** nf_ct_get_tuple; undefined if the header is truncated or this is a later fragment. */
export function tupleOf(packet: InFlight): ConnectionTuple | undefined {
	const { layer4Length, src, dst, trackedProtocol } = packet;
	const { protocol = 0 } = trackedProtocol === undefined ? packet : { protocol: trackedProtocol };
	if (protocol === null || (packet.fragmentOffset ?? 0) > 0) return undefined;
	if (protocol === NO_NEXT_HEADER && packet.family === 'ipv6') return undefined;
	let sport: number | null = null;
	let dport: number | null = null;
	let icmp = 0;
	if (isIcmp(protocol)) {
		if (layer4Length < 8) return undefined;
		sport = packet.icmpId;
		icmp = ((packet.icmpType ?? 0) << 8) | (packet.icmpCode ?? 0);
	} else if (isTrackedByPorts(protocol)) {
		if (layer4Length < 4) return undefined;
		sport = packet.sport ?? 0;
		dport = packet.dport ?? 0;
	}
	if (protocol === PROTOCOL.gre) {
		const [, version = 0, ...rest] = packet.layer4Bytes;
		if ((version & 7) === PPTP && layer4Length >= 8) {
			const [high = 0, low = 0, , , idHigh = 0, idLow = 0] = rest;
			if (((high << 8) | low) !== PPP) return undefined;
			[sport, dport] = [0, (idHigh << 8) | idLow];
		}
	}
	const tuple = { src: src ?? 0, dst: dst ?? 0, protocol, sport, dport, icmp };
	const { variables } = packet;
	if (!variables) return tuple;
	return {
		...tuple,
		variables: [variables.src, variables.dst, variables.sport, variables.dport]
	};
}
