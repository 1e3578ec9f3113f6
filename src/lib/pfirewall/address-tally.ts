/** Counts by address. IPv4 addresses, which are nearly all, are counted as integers. */
import { MOST_KEYS, type Table } from './table';
import { Tally } from './tally';

/** Addresses counted together, so that their memory accesses overlap. */
const BATCH = 256;

export class AddressTally {
	readonly #batch = new Int32Array(BATCH);
	#waiting = 0;
	/** Open addressing, at most half full: address, count, address, count; free where the count is 0. */
	#slots = new Int32Array(512);
	#size = 0;
	#others = 0;
	readonly #rest = new Tally();

	/**
	 * Counts an address.
	 *
	 * @param address its number; below 0 if the text from `start` to `end` is not an IPv4 address; the
	 *   text itself is then counted
	 */
	add(address: number, bytes: Uint8Array, start: number, end: number): void {
		if (address < 0) {
			this.#rest.add(bytes, start, end);
			return;
		}
		this.#batch[this.#waiting++] = address;
		if (this.#waiting === BATCH) this.#count();
	}

	#count(): void {
		let slots = this.#slots;
		for (let at = 0; at < this.#waiting; at++) {
			const key = this.#batch[at] ?? 0;
			const slot = place(slots, key);
			const count = slots[slot + 1] ?? 0;
			if (count === 0) {
				if (this.#size >= MOST_KEYS) {
					this.#others++;
					continue;
				}
				this.#size++;
			}
			slots[slot] = key;
			slots[slot + 1] = count + 1;
			if (this.#size * 4 > slots.length) {
				this.#grow();
				slots = this.#slots;
			}
		}
		this.#waiting = 0;
	}

	table(): Table {
		this.#count();
		const rest = this.#rest.table();
		const slots = this.#slots;
		const addresses = new Uint32Array(this.#size);
		const addressCounts = new Uint32Array(this.#size);
		let filled = 0;
		for (let slot = 0; slot < slots.length; slot += 2) {
			const count = slots[slot + 1] ?? 0;
			if (count === 0) continue;
			addresses[filled] = slots[slot] ?? 0;
			addressCounts[filled++] = count;
		}
		return { addresses, addressCounts, texts: rest.texts, others: rest.others + this.#others };
	}

	#grow(): void {
		const old = this.#slots;
		const slots = new Int32Array(old.length * 4);
		for (let from = 0; from < old.length; from += 2) {
			const count = old[from + 1] ?? 0;
			if (count === 0) continue;
			const key = old[from] ?? 0;
			const slot = place(slots, key);
			slots[slot] = key;
			slots[slot + 1] = count;
		}
		this.#slots = slots;
	}
}

/** The slot of an address, or the free one where it belongs. */
function place(slots: Int32Array, key: number): number {
	const mask = slots.length - 2;
	// Multiplicative hashing by the golden ratio; its highest bits are the best mixed.
	let slot = (Math.imul(key, 0x9e3779b1) >>> Math.clz32(slots.length - 1)) & mask;
	while (slots[slot + 1] !== 0 && slots[slot] !== key) slot = (slot + 2) & mask;
	return slot;
}
