/**
 * Conntrack helpers read what a connection carries, and expect others. What they read is not
 * described, so that whether they expect a connection can't be known; only which they could.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_helper.c
 */
import { conntrackHelper, type Unknown } from '../iptables';
import type { Connection, ConnectionTuple } from './connection';
import type { InFlight } from './in-flight';
import type { Place } from './walk';

export interface Helper {
	readonly name: string;
	/** The rule that gave it to the connection. */
	readonly by: Place;
}

/** Whether the helper finds something to read in the packet. */
export function reads(helper: Helper, packet: InFlight): boolean {
	return packet.body.length > 0 || conntrackHelper(helper.name)?.expects?.ofBroadcasts === true;
}

/** Whether the helper of a connection could expect one that begins with this tuple. */
export function couldExpect(
	helper: Helper,
	{ original, reply }: Connection,
	{ src, dst, protocol }: ConnectionTuple
): boolean {
	const ends = [original.src, original.dst, reply.src, reply.dst];
	const [from, to] = [ends.includes(src), ends.includes(dst)];
	const expects = conntrackHelper(helper.name)?.expects;
	if (!expects) return from || to;
	return protocol === expects.protocol && (expects.sameHosts ? from && to : from || to);
}

export function whetherExpected({ name }: Helper): Unknown {
	return {
		kind: 'unknown',
		because: `what the conntrack helper ${name} has read is not known`,
		told: { yes: 'expects this connection', no: 'does not expect this connection' }
	};
}
