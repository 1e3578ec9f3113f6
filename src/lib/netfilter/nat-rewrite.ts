/**
 * How translation rewrites packets: the end that a hook rewrites, and what ICMP errors quote.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_nat_proto.c
 */
import { invertTuple, type Connection, type ConnectionTuple } from './connection';
import type { InFlight } from './in-flight';
import type { Manipulation } from './nat';
import { PROTOCOL, hasIcmpId, isIcmp, isTrackedByPorts } from './packet';

/** Whether a hook rewrites this end: in replies, SNAT rewrites the destination, DNAT the source. */
function isTranslated(connection: Connection, manipulation: Manipulation, reply: boolean): boolean {
	return (manipulation === 'source') !== reply ? connection.snat : connection.dnat;
}

/** Octets of GRE that must be there for the packet to be rewritten. */
const GRE_HEADER = 8;

/** nf_nat_packet: rewrites the end of the packet that the hook is for. False: it is dropped. */
export function translatePacket(packet: InFlight, manipulation: Manipulation): boolean {
	const { entry, direction } = packet;
	if (!entry || !isTranslated(entry, manipulation, direction === 'reply')) return true;
	if (packet.protocol === PROTOCOL.gre && packet.layer4Length < GRE_HEADER) return false;
	const target = invertTuple(direction === 'original' ? entry.reply : entry.original);
	if (target) rewrite(packet, target, manipulation);
	return true;
}

/** Writes one end of the tuple into the packet. */
function rewrite(packet: InFlight, target: ConnectionTuple, manipulation: Manipulation): void {
	const { protocol } = packet;
	const from = target.variables;
	const variables = packet.variables && { ...packet.variables };
	if (manipulation === 'source') {
		packet.src = from?.[0] ? undefined : target.src;
		if (variables) variables.src = from?.[0];
	} else {
		packet.dst = from?.[1] ? undefined : target.dst;
		if (variables) variables.dst = from?.[1];
	}
	if (typeof protocol === 'number' && isTrackedByPorts(protocol)) {
		if (manipulation === 'source' && packet.sport !== null) {
			packet.sport = from?.[2] ? undefined : target.sport;
			if (variables) variables.sport = from?.[2];
		} else if (manipulation === 'destination' && packet.dport !== null) {
			packet.dport = from?.[3] ? undefined : target.dport;
			if (variables) variables.dport = from?.[3];
		}
	} else if (
		typeof protocol === 'number' &&
		isIcmp(protocol) &&
		hasIcmpId(protocol, packet.icmpType ?? 0)
	) {
		packet.icmpId = target.sport ?? 0;
		packet.icmpRest = ((packet.icmpId << 16) | (packet.icmpRest & 0xffff)) >>> 0;
	}
	packet.variables = variables;
}

/** l4proto_manip_pkt: in a quoted packet it needs the 8 octets that every error carries. */
function isCutShort({ protocol, layer4Length }: InFlight): boolean {
	return typeof protocol === 'number' && (isTrackedByPorts(protocol) || isIcmp(protocol))
		? layer4Length < 8
		: false;
}

/**
 * nf_nat_icmp_reply_translation: an ICMP error about a translated connection, and the packet that
 * it quotes. False: the packet is dropped.
 */
export function translateError(packet: InFlight, manipulation: Manipulation): boolean {
	const { entry, direction, quoted } = packet;
	if (!entry || !quoted) return true;
	if (!packet.checksumHolds) return false;
	const redirect = packet.family === 'ipv4' ? packet.icmpType === 5 : packet.icmpType === 137;
	if (redirect) {
		const settled = entry.snatDone && entry.dnatDone;
		if (!settled || entry.snat || entry.dnat) return false;
	}
	if (!isTranslated(entry, manipulation, direction === 'reply')) return true;
	if (isCutShort(quoted)) return false;
	const other = direction === 'original' ? entry.reply : entry.original;
	const outer = invertTuple(other);
	if (!outer) return true;
	// The quoted packet went the other way: it gets the tuple as it was on that side.
	rewrite(quoted, other, manipulation === 'source' ? 'destination' : 'source');
	rewrite(packet, outer, manipulation);
	return true;
}
