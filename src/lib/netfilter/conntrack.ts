/**
 * What conntrack does with a packet at PREROUTING and OUTPUT: nf_conntrack_in in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_core.c
 */
import type { ConnectionState, Unknown, Zone } from '../iptables';
import {
	invertTuple,
	newConnection,
	type Connection,
	type ConnectionTuple,
	type Direction
} from './connection';
import type { ConnectionTable, Found } from './connection-table';
import { couldExpect, whetherExpected } from './helper';
import type { InFlight } from './in-flight';
import { PROTOCOL, isIcmp } from './packet';
import { tupleOf } from './packet-tuple';
import { zoneOf } from './template';
import type { TcpSettings } from './tcp-connection';
import { trackLayer4 } from './track-layer4';
import { tcpTimeouts } from './track-tcp-states';
import type { Tracking } from './tracking';
import type { Place } from './walk';
import { defaultZone } from './zone';

export interface ConntrackSettings extends TcpSettings {
	/** net.netfilter.nf_conntrack_checksum */
	readonly checksum: boolean;
}

/** Decides what can't be known: one case for each answer. */
type Decide = (packet: InFlight, unknown: Unknown, place: Place) => boolean;

const icmpErrors: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
const HIGHEST_ICMP_TYPE = 18;
/** Multicast listener discovery and neighbour discovery are not tracked. */
const icmpv6Untracked: ReadonlySet<number> = new Set([130, 131, 132, 133, 134, 135, 136, 143]);

function attach(
	packet: InFlight,
	entry: Connection | undefined,
	state: ConnectionState,
	direction: Direction
): void {
	packet.entry = entry;
	packet.state = state;
	packet.direction = direction;
}

export class Conntrack {
	readonly table: ConnectionTable;
	readonly #settings: ConntrackSettings;
	readonly #now: () => number;
	readonly #decide: Decide;

	constructor(
		table: ConnectionTable,
		settings: ConntrackSettings,
		now: () => number,
		decide: Decide
	) {
		this.table = table;
		this.#settings = settings;
		this.#now = now;
		this.#decide = decide;
	}

	/** Attaches the connection and its state, as the kernel does at priority -200. */
	take(packet: InFlight): void {
		if (packet.entry || (packet.tracked && packet.state === 'UNTRACKED')) return;
		packet.tracked = true;
		const zone = zoneOf(packet) ?? defaultZone;
		attach(packet, undefined, 'INVALID', 'original');
		const { protocol } = packet;
		const checked = packet.hook === 'PREROUTING' && this.#settings.checksum;
		if (typeof protocol === 'number' && isIcmp(protocol) && !packet.fragmentOffset) {
			const done = this.#takeIcmp(packet, protocol, checked, zone);
			if (done) return;
		}
		const tuple = tupleOf(packet);
		if (tuple) this.#takeTuple(packet, tuple, checked, zone);
	}

	/** A packet described as NEW: its connection does not enter the table, as it might not be new. */
	takeAsNew(packet: InFlight): void {
		packet.tracked = true;
		const tuple = tupleOf(packet);
		const reply = tuple && invertTuple(tuple);
		const entry = reply && { ...newConnection(tuple, reply), dead: true };
		attach(packet, entry, 'NEW', 'original');
	}

	/** A reset sent by REJECT closes an established connection: nf_conntrack_tcp_set_closing, since
	 * Linux 6.3. */
	close(connection: Connection): void {
		const { tcp, confirmed, timeouts } = connection;
		if (!tcp || !confirmed || tcp.state === 'CLOSE') return;
		tcp.state = 'CLOSE';
		if (!timeouts) connection.expires = this.#now() + tcpTimeouts.CLOSE * 1000;
	}

	/** Checks on ICMP before its tuple is looked up; true when nothing more is to be done. */
	#takeIcmp(packet: InFlight, protocol: number, checked: boolean, zone: Zone): boolean {
		if (packet.layer4Length < 8) return true;
		if (checked && !packet.checksumHolds) return true;
		const type = packet.icmpType ?? 0;
		if (protocol === PROTOCOL.icmp) {
			if (packet.family !== 'ipv4') return false;
			if (type > HIGHEST_ICMP_TYPE) return true;
			if (!icmpErrors.has(type)) return false;
		} else {
			if (packet.family !== 'ipv6') return false;
			if (icmpv6Untracked.has(type)) {
				packet.state = 'UNTRACKED';
				return true;
			}
			if (type >= 128) return false;
		}
		this.#takeError(packet, zone);
		return true;
	}

	/** nf_conntrack_inet_error: an error about a packet of a known connection is RELATED. */
	#takeError(packet: InFlight, zone: Zone): void {
		const { quoted } = packet;
		const tuple = quoted && tupleOf(quoted);
		const inner = tuple && invertTuple(tuple);
		const found = inner && this.table.find(inner, zone);
		if (!found) return;
		const { connection, direction } = found;
		const expected = connection[direction].dst;
		if (packet.dst !== undefined && packet.dst !== expected) return;
		attach(packet, connection, 'RELATED', direction);
	}

	#takeTuple(packet: InFlight, tuple: ConnectionTuple, checked: boolean, zone: Zone): void {
		for (let round = 0; round < 2; round++) {
			const found = this.#findAlive(packet, tuple, zone);
			let connection: Connection;
			let direction: Direction = 'original';
			let state: ConnectionState = 'NEW';
			if (found) {
				({ connection, direction } = found);
				if (direction === 'reply' || connection.seenReply) state = 'ESTABLISHED';
				else if (connection.expectedBy) state = 'RELATED';
			} else {
				const begun = this.#begin(packet, tuple, zone);
				if (!begun) return;
				connection = begun;
				if (begun.expectedBy) state = 'RELATED';
			}
			attach(packet, connection, state, direction);
			const tracking = trackLayer4(packet, connection, direction, {
				checked,
				now: this.#now(),
				settings: this.#settings
			});
			if (tracking.kind === 'repeat') {
				this.table.delete(connection);
				attach(packet, undefined, 'INVALID', 'original');
				continue;
			}
			if (tracking.kind === 'invalid') {
				const { atMost } = tracking;
				if (atMost !== undefined)
					connection.expires = Math.min(connection.expires, this.#now() + atMost * 1000);
				attach(packet, undefined, 'INVALID', 'original');
				return;
			}
			this.#count(packet, connection, direction, tracking);
			if (direction === 'reply') connection.seenReply = true;
			return;
		}
	}

	/** The connection of a tuple; with a timeout policy, it may have expired as soon as time passed. */
	#findAlive(packet: InFlight, tuple: ConnectionTuple, zone: Zone): Found | undefined {
		const found = this.table.find(tuple, zone);
		const { timeouts, refreshed } = found?.connection ?? {};
		if (!found || !timeouts || refreshed === this.#now()) return found;
		const lasts: Unknown = {
			kind: 'unknown',
			because: `how long the timeouts ${timeouts.name} let a connection last is not known`,
			wording: {
				yes: 'lets the connection last until now',
				no: 'lets the connection expire before'
			}
		};
		if (this.#decide(packet, lasts, timeouts.by)) return found;
		this.table.delete(found.connection);
		return undefined;
	}

	/** init_conntrack: an expected connection belongs to a master, and inherits its mark. */
	#begin(packet: InFlight, tuple: ConnectionTuple, zone: Zone): Connection | undefined {
		const reply = invertTuple(tuple);
		if (!reply) return undefined;
		const { template } = packet;
		const timeouts = template?.set.timeouts;
		const beginning = {
			zone,
			...(template && timeouts !== undefined && { timeouts: { name: timeouts, by: template.by } })
		};
		const master = this.#master(packet, tuple);
		if (master) {
			const connection = newConnection(tuple, reply, beginning);
			connection.expectedBy = master.helper;
			connection.mark = master.mark;
			return connection;
		}
		const name = template?.set.helper;
		const helper = template && name !== undefined ? { name, by: template.by } : undefined;
		return newConnection(tuple, reply, { ...beginning, helper });
	}

	#master(packet: InFlight, tuple: ConnectionTuple): Connection | undefined {
		for (const connection of this.table.expecting()) {
			const { helper } = connection;
			if (!helper || !couldExpect(helper, connection, tuple)) continue;
			if (this.#decide(packet, whetherExpected(helper), helper.by)) return connection;
		}
		return undefined;
	}

	#count(
		packet: InFlight,
		connection: Connection,
		direction: Direction,
		tracking: Extract<Tracking, { kind: 'accept' }>
	): void {
		if (tracking.seconds === undefined && !tracking.kill) return;
		connection.packets[direction]++;
		connection.bytes[direction] += packet.length ?? 0;
		if (tracking.kill) {
			this.table.delete(connection);
			return;
		}
		connection.refreshed = this.#now();
		const milliseconds = connection.timeouts ? Infinity : (tracking.seconds ?? 0) * 1000;
		connection.expires = connection.confirmed ? this.#now() + milliseconds : milliseconds;
	}
}
