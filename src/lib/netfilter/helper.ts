/**
 * Conntrack helpers read the payload of a connection, and expect others. The payload is not
 * described, so whether they expect a connection can't be known, only which ones they could.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_helper.c
 */
import { conntrackHelper, type Unknown } from '../iptables';
import type { Connection, ConnectionTuple } from './connection';
import type { InFlight } from './in-flight';
import type { Place } from './walk';

export interface Helper {
	readonly name: string;
	/** The rule that assigned it to the connection. */
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
		wording: { yes: 'expects this connection', no: 'does not expect this connection' }
	};
}
