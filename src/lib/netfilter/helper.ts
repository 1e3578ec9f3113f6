/**
 * Conntrack helpers read what a connection carries, and foresee others. What they read is not
 * described, so that whether they foresee a connection can't be known; only which they could.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_helper.c
 */
import type { Unknown } from '../iptables';
import type { Connection, ConnectionTuple } from './connection';
import type { InFlight } from './in-flight';
import { PROTOCOL } from './packet';
import type { Place } from './walk';

export interface Helper {
	readonly name: string;
	/** The rule that gave it to the connection. */
	readonly by: Place;
}

interface Reach {
	/** Of the connections foreseen. */
	readonly protocol: number;
	/** Between the same two hosts; else with one of them. */
	readonly sameHosts: boolean;
	/** It foresees the answers to whatever is sent to everybody (nf_conntrack_broadcast_help). */
	readonly ofBroadcasts?: true;
}

/** Of those not named here, any connection with one of the two hosts. */
const reaches: ReadonlyMap<string, Reach> = new Map([
	['amanda', { protocol: PROTOCOL.tcp, sameHosts: true }],
	['ftp', { protocol: PROTOCOL.tcp, sameHosts: true }],
	['irc', { protocol: PROTOCOL.tcp, sameHosts: false }],
	['netbios-ns', { protocol: PROTOCOL.udp, sameHosts: false, ofBroadcasts: true }],
	['pptp', { protocol: PROTOCOL.gre, sameHosts: true }],
	['sane', { protocol: PROTOCOL.tcp, sameHosts: true }],
	['snmp', { protocol: PROTOCOL.udp, sameHosts: false, ofBroadcasts: true }],
	['tftp', { protocol: PROTOCOL.udp, sameHosts: true }]
]);

/** A module that serves other ports too has a helper for each: `ftp-2121`. */
function reachOf({ name }: Helper): Reach | undefined {
	return reaches.get(name.replace(/-\d+$/, ''));
}

/** Whether the helper finds something to read in the packet. */
export function reads(helper: Helper, packet: InFlight): boolean {
	return packet.body.length > 0 || reachOf(helper)?.ofBroadcasts === true;
}

/** Whether the helper of a connection could have foreseen one that begins with this tuple. */
export function couldForesee(
	helper: Helper,
	{ original, reply }: Connection,
	{ src, dst, protocol }: ConnectionTuple
): boolean {
	const ends = [original.src, original.dst, reply.src, reply.dst];
	const [from, to] = [ends.includes(src), ends.includes(dst)];
	const reach = reachOf(helper);
	if (!reach) return from || to;
	return protocol === reach.protocol && (reach.sameHosts ? from && to : from || to);
}

export function whetherForeseen({ name }: Helper): Unknown {
	return {
		kind: 'unknown',
		because: `what the conntrack helper ${name} has read is not known`,
		told: { yes: 'foresees this connection', no: 'does not foresee this connection' }
	};
}
