/**
 * Network address translation: which tuple a connection gets.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_nat_core.c
 */
import type { AddressSpan } from '../iptables';
import {
	allowsClash,
	invertTuple,
	sameTuple,
	withDestination,
	withSource,
	type Connection,
	type ConnectionTuple
} from './connection';
import type { ConnectionTable } from './connection-table';
import { chooseAddress } from './nat-address';
import type { NatRange } from './nat-range';
import { PROTOCOL, isIcmp, isTrackedByPorts, type AddressNumber } from './packet';

/** Which end of the packet a hook translates: the destination at PREROUTING and OUTPUT. */
export type Manipulation = 'source' | 'destination';

/** A number that the kernel draws at random: one of `size` numbers from `low` on. */
export type Draw = (low: number, size: number) => number;

export function isSettled(connection: Connection, manipulation: Manipulation): boolean {
	return manipulation === 'source' ? connection.snatDone : connection.dnatDone;
}

function spanContains({ low, high }: AddressSpan, address: AddressNumber): boolean {
	return address >= low && address <= high;
}

function portOf(tuple: ConnectionTuple, manipulation: Manipulation): number {
	if (isIcmp(tuple.protocol)) return tuple.sport ?? 0;
	return (manipulation === 'source' ? tuple.sport : tuple.dport) ?? 0;
}

function hasPart(protocol: number): boolean {
	return isIcmp(protocol) || isTrackedByPorts(protocol);
}

function portInRange(
	tuple: ConnectionTuple,
	manipulation: Manipulation,
	{ ports }: NatRange
): boolean {
	if (!ports || !(hasPart(tuple.protocol) || tuple.protocol === PROTOCOL.gre)) return true;
	const port = portOf(tuple, manipulation);
	return port >= ports.low && port <= ports.high;
}

function inRange(tuple: ConnectionTuple, range: NatRange): boolean {
	if (range.addresses && !spanContains(range.addresses, tuple.src)) return false;
	return portInRange(tuple, 'source', range);
}

const MOST_ATTEMPTS = 128;

export class Nat {
	readonly #table: ConnectionTable;
	readonly #draw: Draw;

	constructor(table: ConnectionTable, draw: Draw) {
		this.#table = table;
		this.#draw = draw;
	}

	#isUsed(tuple: ConnectionTuple, by: Connection): boolean {
		const reply = invertTuple(tuple);
		return reply !== undefined && this.#table.isTaken(reply, by);
	}

	/**
	 * nf_nat_used_tuple_new: whether an untranslated connection has to change. It need not if another
	 * untranslated connection is its exact reverse, as between two zones.
	 */
	#mustChange(tuple: ConnectionTuple, by: Connection): boolean {
		if (!this.#isUsed(tuple, by)) return false;
		if (!allowsClash(by) || by.snat || by.dnat) return true;
		const reply = invertTuple(tuple);
		const found = this.#table.find(tuple, by.zone) ?? (reply && this.#table.find(reply, by.zone));
		if (!found) return false;
		const { original, snat, dnat } = found.connection;
		return snat || dnat || !sameTuple(original, by.reply);
	}

	/** nf_nat_setup_info: settles one mapping of a connection that is not yet confirmed. */
	setUp(connection: Connection, range: NatRange, manipulation: Manipulation): void {
		if (connection.confirmed) return;
		const current = invertTuple(connection.reply);
		if (!current) return;
		const chosen = this.#unique(current, range, connection, manipulation);
		if (!sameTuple(chosen, current)) {
			const reply = invertTuple(chosen);
			if (reply) connection.reply = reply;
			if (manipulation === 'source') connection.snat = true;
			else connection.dnat = true;
		}
		if (manipulation === 'source') {
			this.#table.settleSource(connection);
			connection.snatDone = true;
		} else connection.dnatDone = true;
	}

	/** The mapping of a connection that no rule translates: its own addresses, a free port. */
	setUpNull(connection: Connection, manipulation: Manipulation): void {
		const { family, address } = own(connection, manipulation);
		this.setUp(
			connection,
			{
				addresses:
					family === 'ipv4'
						? { family, low: Number(address), high: Number(address) }
						: { family, low: BigInt(address), high: BigInt(address) },
				random: false,
				persistent: false
			},
			manipulation
		);
	}

	#unique(
		original: ConnectionTuple,
		range: NatRange,
		connection: Connection,
		manipulation: Manipulation
	): ConnectionTuple {
		if (manipulation === 'source' && !range.random) {
			if (inRange(original, range)) {
				if (!this.#mustChange(original, connection)) return original;
			} else {
				const known = this.#knownSource(original, range, connection);
				if (known && !this.#isUsed(known, connection)) return known;
			}
		}
		let tuple = original;
		if (range.addresses) {
			const address = chooseAddress(original, range.addresses, range.persistent);
			tuple =
				manipulation === 'source'
					? withSource(tuple, address, tuple.sport)
					: withDestination(tuple, address, tuple.dport);
		}
		if (!range.random) {
			const { ports } = range;
			if (!ports) {
				if (!this.#isUsed(tuple, connection)) return tuple;
			} else if (
				ports.base === undefined &&
				portInRange(tuple, manipulation, range) &&
				(ports.low === ports.high || !this.#isUsed(tuple, connection))
			)
				return tuple;
		}
		return this.#freePort(tuple, range, connection, manipulation);
	}

	/** find_appropriate_src: the mapping of another connection from the same source. */
	#knownSource(
		original: ConnectionTuple,
		range: NatRange,
		{ zone }: Connection
	): ConnectionTuple | undefined {
		for (const other of this.#table.withSourceOf(original, zone)) {
			const mapped = invertTuple(other.reply);
			if (!mapped) continue;
			const tuple = withSource(original, mapped.src, mapped.sport);
			if (inRange(tuple, range)) return tuple;
		}
		return undefined;
	}

	/** nf_nat_l4proto_unique_tuple */
	#freePort(
		tuple: ConnectionTuple,
		{ ports, random }: NatRange,
		connection: Connection,
		manipulation: Manipulation
	): ConnectionTuple {
		const { protocol } = tuple;
		if (!hasPart(protocol)) return tuple;
		const icmp = isIcmp(protocol);
		const port = portOf(tuple, manipulation);
		let low: number;
		let size: number;
		if (ports) {
			low = Math.min(ports.low, ports.high);
			size = Math.abs(ports.high - ports.low) + 1;
		} else if (icmp) [low, size] = [0, 65536];
		else if (manipulation === 'destination') return tuple;
		else if (port < 512) [low, size] = [1, 511];
		else if (port < 1024) [low, size] = [600, 424];
		else [low, size] = [1024, 64512];
		const withPort = (chosen: number) =>
			icmp || manipulation === 'source'
				? withSource(tuple, tuple.src, chosen)
				: withDestination(tuple, tuple.dst, chosen);

		let offset: number;
		if (ports?.base !== undefined) offset = (port - ports.base) & 0xffff;
		else if (random || manipulation === 'source')
			offset = size > 1 ? this.#draw(low, size) - low : 0;
		else offset = 0;
		let candidate = tuple;
		let attempts = Math.min(size, MOST_ATTEMPTS);
		for (;;) {
			for (let i = 0; i < attempts; i++, offset++) {
				candidate = withPort(low + (offset % size));
				if (!this.#isUsed(candidate, connection)) return candidate;
			}
			if (attempts >= size || attempts < 16) return candidate;
			attempts = Math.floor(attempts / 2);
			offset = this.#draw(low, size) - low;
		}
	}
}

function own(
	connection: Connection,
	manipulation: Manipulation
): { family: 'ipv4' | 'ipv6'; address: AddressNumber } {
	const address = manipulation === 'source' ? connection.reply.dst : connection.reply.src;
	return { family: typeof address === 'bigint' ? 'ipv6' : 'ipv4', address };
}
