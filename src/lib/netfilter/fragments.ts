/** Putting fragments together, as the kernel does for conntrack and before local delivery. */
import type { Family } from '../iptables';
import type { InFlight } from './in-flight';
import { checksumHolds } from './layer4';
import { readLayer4 } from './read-layer4';

interface Queue {
	readonly pieces: Map<number, Uint8Array>;
	/** Octets of the whole datagram, once the last fragment has come. */
	total: number | undefined;
	readonly since: number;
}

/** Milliseconds that an incomplete datagram is kept: ipfrag_time, ip6frag_time. */
const lifetime: Readonly<Record<Family, number>> = { ipv4: 30_000, ipv6: 60_000 };

export class Fragments {
	readonly #queues = new Map<string, Queue>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	/**
	 * Takes a fragment. True: with it the datagram is complete, and the packet has become it.
	 * False: it waits for the others, or was malformed. `user` keeps the kernel's queues apart.
	 */
	add(packet: InFlight, user: string): boolean {
		const { src, dst, protocol, ipId, family } = packet;
		const offset = (packet.fragmentOffset ?? 0) * 8;
		let bytes = packet.layer4Bytes.subarray(0, packet.layer4Length);
		const key = [user, src, dst, protocol, ipId].join(' ');
		let queue = this.#queues.get(key);
		if (queue && this.#now() - queue.since > lifetime[family]) queue = undefined;
		if (!queue) {
			queue = { pieces: new Map(), total: undefined, since: this.#now() };
			this.#queues.set(key, queue);
		}
		if (packet.moreFragments) {
			if (family === 'ipv6' && bytes.length % 8) return false;
			bytes = bytes.subarray(0, bytes.length & ~7);
		} else {
			const end = offset + bytes.length;
			if (queue.total !== undefined && queue.total !== end) return this.#refuse(key);
			queue.total = end;
		}
		if (bytes.length === 0) return false;
		const end = offset + bytes.length;
		if (queue.total !== undefined && end > queue.total) return this.#refuse(key);
		for (const [from, piece] of queue.pieces) {
			if (end <= from || offset >= from + piece.length) continue;
			// The same fragment again is ignored; any other overlap ends the queue.
			if (from <= offset && from + piece.length >= end) return false;
			return this.#refuse(key);
		}
		queue.pieces.set(offset, bytes.slice());
		const whole = assemble(queue);
		if (!whole) return false;
		this.#queues.delete(key);
		become(packet, whole);
		return true;
	}

	#refuse(key: string): false {
		this.#queues.delete(key);
		return false;
	}
}

function assemble({ pieces, total }: Queue): Uint8Array | undefined {
	if (total === undefined) return undefined;
	let have = 0;
	for (const piece of pieces.values()) have += piece.length;
	if (have !== total) return undefined;
	const whole = new Uint8Array(total);
	for (const [from, piece] of pieces) whole.set(piece, from);
	return whole;
}

function become(packet: InFlight, whole: Uint8Array): void {
	const header = (packet.length ?? 0) - packet.layer4Length;
	packet.fragmentOffset = 0;
	packet.moreFragments = false;
	packet.extensionHeaders = packet.extensionHeaders.filter((number) => number !== 44);
	readLayer4(packet, whole);
	packet.length = header - (packet.family === 'ipv6' ? 8 : 0) + whole.length;
	const { family, protocol, src, dst } = packet;
	packet.checksumHolds = checksumHolds(whole, family, protocol ?? 0, src ?? 0, dst ?? 0);
	packet.slice = undefined;
}
