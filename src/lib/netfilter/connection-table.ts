/** The table of confirmed connections: looked up by either tuple, expiring as time goes by. */
import type { Zone } from '../iptables';
import {
	sameTuple,
	tupleKey,
	type Connection,
	type ConnectionTuple,
	type Direction
} from './connection';
import { zoneId } from './zone';

export interface Found {
	readonly connection: Connection;
	readonly direction: Direction;
}

const directions = ['original', 'reply'] as const;

export class ConnectionTable {
	readonly #byTuple = {
		original: new Map<string, Connection>(),
		reply: new Map<string, Connection>()
	} as const;
	/** Original source -> connections whose source mapping is settled, the latest first. */
	readonly #bySource = new Map<string, Connection[]>();
	/** Connections with a helper that has read their packets, and that may expect others. */
	readonly #expecting = new Set<Connection>();
	#entered = 0;
	readonly #now: () => number;

	/** `now`: milliseconds of the session. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** The connection with this tuple, in either direction, in a zone: __nf_conntrack_find_get. */
	find(tuple: ConnectionTuple, zone: Zone): Found | undefined {
		const [id, replyId] = [zoneId(zone, 'original'), zoneId(zone, 'reply')];
		const key = tupleKey(tuple, id);
		const original = this.#findAs('original', key);
		if (id !== replyId) return original ?? this.#findAs('reply', tupleKey(tuple, replyId));
		const reply = this.#findAs('reply', key);
		if (!original || !reply) return original ?? reply;
		// Both are in one hash bucket, the last inserted first; a connection's reply is inserted last.
		return original.connection.number > reply.connection.number ? original : reply;
	}

	#findAs(direction: Direction, key: string): Found | undefined {
		const connection = this.#byTuple[direction].get(key);
		if (!connection) return undefined;
		if (connection.expires > this.#now()) return { connection, direction };
		this.delete(connection);
		return undefined;
	}

	/** The connection that already holds this tuple, in either direction. */
	#findInPlace(direction: Direction, tuple: ConnectionTuple, zone: Zone): Found | undefined {
		const id = zoneId(zone, direction);
		const other = direction === 'original' ? 'reply' : 'original';
		const key = tupleKey(tuple, id);
		return (
			this.#findAs(direction, key) ??
			(zoneId(zone, other) === id ? this.#findAs(other, key) : undefined)
		);
	}

	/** nf_conntrack_tuple_taken: whether another connection has this reply as one of its tuples. */
	isTaken(reply: ConnectionTuple, by: Connection): boolean {
		const found = this.#findInPlace('reply', reply, by.zone);
		if (!found || found.connection === by) return false;
		const { original, zone } = found.connection;
		return !(
			sameTuple(original, by.original) && zoneId(zone, 'original') === zoneId(by.zone, 'original')
		);
	}

	/** __nf_conntrack_confirm: false when one of the tuples is taken; the packet is then dropped. */
	confirm(connection: Connection): boolean {
		const { zone } = connection;
		if (directions.some((each) => this.#findInPlace(each, connection[each], zone))) return false;
		connection.confirmed = true;
		connection.number = ++this.#entered;
		connection.expires += this.#now();
		for (const each of directions)
			this.#byTuple[each].set(tupleKey(connection[each], zoneId(zone, each)), connection);
		return true;
	}

	delete(connection: Connection): void {
		connection.dead = true;
		this.#expecting.delete(connection);
		const { zone } = connection;
		for (const each of directions) {
			const key = tupleKey(connection[each], zoneId(zone, each));
			if (this.#byTuple[each].get(key) === connection) this.#byTuple[each].delete(key);
		}
		const key = sourceKey(connection.original, zone);
		const others = this.#bySource.get(key)?.filter((other) => other !== connection) ?? [];
		if (others.length > 0) this.#bySource.set(key, others);
		else this.#bySource.delete(key);
	}

	/** nf_nat_bysource: a connection is listed as soon as its source mapping is settled. */
	settleSource(connection: Connection): void {
		const key = sourceKey(connection.original, connection.zone);
		this.#bySource.set(key, [connection, ...(this.#bySource.get(key) ?? [])]);
	}

	/** Connections with the same original source as the tuple. */
	*withSourceOf(tuple: ConnectionTuple, zone: Zone): Generator<Connection> {
		for (const connection of this.#bySource.get(sourceKey(tuple, zone)) ?? [])
			if (!connection.dead && (!connection.confirmed || connection.expires > this.#now()))
				yield connection;
	}

	/** The helper of a connection has read one of its packets. */
	hasRead(connection: Connection): void {
		this.#expecting.add(connection);
	}

	/** Connections that may expect others. */
	*expecting(): Generator<Connection> {
		const now = this.#now();
		for (const connection of this.#expecting)
			if (connection.confirmed && connection.expires > now) yield connection;
	}

	/** Discards a connection that was never confirmed because its packet was dropped. */
	discard(connection: Connection): void {
		if (!connection.confirmed) this.delete(connection);
	}

	*[Symbol.iterator](): Generator<Connection> {
		const now = this.#now();
		for (const connection of this.#byTuple.original.values())
			if (connection.expires > now) yield connection;
	}
}

function sourceKey({ src, sport, protocol, variables }: ConnectionTuple, zone: Zone): string {
	return `${zoneId(zone, 'original')} ${src.toString()} ${sport ?? ''} ${protocol} ${variables?.[0] ?? ''} ${variables?.[2] ?? ''}`;
}
