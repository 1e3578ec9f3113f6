/** The table of confirmed connections: looked up by either tuple, expiring as time goes by. */
import {
	sameTuple,
	tupleKey,
	type Connection,
	type ConnectionTuple,
	type Direction
} from './connection';

export interface Found {
	readonly connection: Connection;
	readonly direction: Direction;
}

export class ConnectionTable {
	readonly #byTuple = new Map<string, Found>();
	/** Original source -> connections whose source mapping is settled, the latest first. */
	readonly #bySource = new Map<string, Connection[]>();
	readonly #now: () => number;

	/** `now`: milliseconds of the session. */
	constructor(now: () => number) {
		this.#now = now;
	}

	find(tuple: ConnectionTuple): Found | undefined {
		const found = this.#byTuple.get(tupleKey(tuple));
		if (!found) return undefined;
		if (found.connection.expires <= this.#now()) {
			this.delete(found.connection);
			return undefined;
		}
		return found;
	}

	/** nf_conntrack_tuple_taken: whether another connection has this tuple, in either direction. */
	isTaken(tuple: ConnectionTuple, by: Connection): boolean {
		const found = this.find(tuple);
		if (!found || found.connection === by) return false;
		return !sameTuple(found.connection.original, by.original);
	}

	/** __nf_conntrack_confirm: false when one of the tuples is taken, and the packet is dropped. */
	confirm(connection: Connection): boolean {
		if (connection.confirmed) return true;
		if (connection.dead || this.find(connection.original) || this.find(connection.reply))
			return false;
		connection.confirmed = true;
		connection.expires += this.#now();
		this.#byTuple.set(tupleKey(connection.original), { connection, direction: 'original' });
		this.#byTuple.set(tupleKey(connection.reply), { connection, direction: 'reply' });
		return true;
	}

	delete(connection: Connection): void {
		connection.dead = true;
		for (const tuple of [connection.original, connection.reply]) {
			const key = tupleKey(tuple);
			if (this.#byTuple.get(key)?.connection === connection) this.#byTuple.delete(key);
		}
		const key = sourceKey(connection.original);
		const others = this.#bySource.get(key)?.filter((other) => other !== connection) ?? [];
		if (others.length > 0) this.#bySource.set(key, others);
		else this.#bySource.delete(key);
	}

	/** nf_nat_bysource: a connection is there from the moment its source mapping is settled. */
	settleSource(connection: Connection): void {
		const key = sourceKey(connection.original);
		this.#bySource.set(key, [connection, ...(this.#bySource.get(key) ?? [])]);
	}

	/** Connections whose original source is that of the tuple. */
	*withSourceOf(tuple: ConnectionTuple): Generator<Connection> {
		for (const connection of this.#bySource.get(sourceKey(tuple)) ?? [])
			if (!connection.dead && (!connection.confirmed || connection.expires > this.#now()))
				yield connection;
	}

	/** Forgets a connection that was never confirmed: its packet was dropped. */
	discard(connection: Connection): void {
		if (!connection.confirmed) this.delete(connection);
	}

	*[Symbol.iterator](): Generator<Connection> {
		const now = this.#now();
		for (const { connection, direction } of this.#byTuple.values())
			if (direction === 'original' && connection.expires > now) yield connection;
	}
}

function sourceKey({ src, sport, protocol, variables }: ConnectionTuple): string {
	return `${src.toString()} ${sport ?? ''} ${protocol} ${variables?.[0] ?? ''} ${variables?.[2] ?? ''}`;
}
