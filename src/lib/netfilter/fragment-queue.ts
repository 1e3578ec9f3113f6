/**
 * What has come of a datagram: ip_frag_queue in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/ip_fragment.c,
 * nf_ct_frag6_queue and inet_frag_queue_insert.
 */
import type { InFlight } from './in-flight';

/** Congestion was experienced on the way: the low two bits of TOS. */
const EXPERIENCED = 3;

export class FragmentQueue {
	readonly since: number;
	readonly #pieces = new Map<number, Uint8Array>();
	/** Where what is there begins and ends: a piece that continues the last of these is added to it. */
	readonly #runs: { readonly from: number; end: number }[] = [];
	/** Octets of the datagram as far as they are known; all of them, once the last fragment has come. */
	#length = 0;
	#hasLast = false;
	#first: InFlight | undefined;
	/** In octets, with the header; of those that must not be cut apart. */
	#largest = 0;
	#largestUncut = 0;
	readonly #congestion = new Set<number>();

	/** In the session's milliseconds. */
	constructor(since: number) {
		this.since = since;
	}

	/** The first fragment, whose header the datagram gets. */
	get first(): InFlight | undefined {
		return this.#first;
	}

	get largest(): number {
		return this.#largest;
	}

	/** Whether the datagram must not be cut apart again. */
	get isUncut(): boolean {
		return this.#largestUncut === this.#largest;
	}

	get tos(): InFlight['tos'] {
		const tos = this.#first?.tos;
		return typeof tos === 'number' && this.#congestion.has(EXPERIENCED) ? tos | EXPERIENCED : tos;
	}

	get whole(): Uint8Array {
		const whole = new Uint8Array(this.#length);
		for (const [from, piece] of this.#pieces) whole.set(piece, from);
		return whole;
	}

	/** What becomes of the queue with a further fragment. */
	take(packet: InFlight): 'waits' | 'complete' | 'ends the queue' | 'passes' {
		const { family, moreFragments } = packet;
		const from = (packet.fragmentOffset ?? 0) * 8;
		const octets =
			packet.behindFragmentHeader?.octets ?? packet.layer4Bytes.subarray(0, packet.layer4Length);
		const bytes =
			moreFragments && family === 'ipv4' ? octets.subarray(0, octets.length & ~7) : octets;
		const end = from + bytes.length;
		// IPv6 only ignores what it can't take, unless it overlaps.
		const refused = family === 'ipv4' ? 'ends the queue' : 'waits';
		if (moreFragments) {
			if (end & 7) return 'passes';
			if (end > this.#length) {
				if (this.#hasLast) return refused;
				this.#length = end;
			}
		} else {
			if (end < this.#length || (this.#hasLast && end !== this.#length)) return refused;
			this.#hasLast = true;
			this.#length = end;
		}
		if (end === from) return refused;
		const overlapped = this.#runs.find((run) => end > run.from && from < run.end);
		if (overlapped) {
			// What is there already is ignored.
			const isThere = from >= overlapped.from && end <= overlapped.end;
			return isThere ? 'waits' : 'ends the queue';
		}
		const last = this.#runs.at(-1);
		if (last?.end === from) last.end = end;
		else {
			this.#runs.push({ from, end });
			this.#runs.sort((a, b) => a.from - b.from);
		}
		this.#pieces.set(from, bytes.slice());
		if (from === 0) this.#first = packet.clone();
		if (typeof packet.tos === 'number') this.#congestion.add(packet.tos & EXPERIENCED);
		const size = (packet.length ?? 0) - octets.length + bytes.length;
		this.#largest = Math.max(this.#largest, size);
		if (packet.df) this.#largestUncut = Math.max(this.#largestUncut, size);
		let have = 0;
		for (const piece of this.#pieces.values()) have += piece.length;
		if (!this.#hasLast || have !== this.#length) return 'waits';
		return this.#agree() ? 'complete' : 'ends the queue';
	}

	/** ip_frag_ecn_table: either all fragments are of a sender that knows of congestion, or none. */
	#agree(): boolean {
		return !this.#congestion.has(0) || this.#congestion.size === 1;
	}
}
