/** Counts by keys of at most eight bytes, as two integers each: ports, protocols and directions fit. */
import { MOST_KEYS, type TallyEntry } from './table';

export const LONGEST_SHORT = 8;

/** A key's data is contiguous: its first four bytes, the others, its count; free if that is 0. */
const RECORD = 4;

export class ShortTally {
	others = 0;
	/** Open addressing, at most half full. */
	#slots = new Int32Array(64 * RECORD);
	#size = 0;

	/** Counts the key from `start` to `end`, which has no NUL. */
	add(bytes: Uint8Array, start: number, end: number): void {
		let low = 0;
		let high = 0;
		const middle = Math.min(start + 4, end);
		for (let at = start, shift = 0; at < middle; at++, shift += 8) low |= (bytes[at] ?? 0) << shift;
		for (let at = middle, shift = 0; at < end; at++, shift += 8) high |= (bytes[at] ?? 0) << shift;
		const slots = this.#slots;
		const slot = place(slots, low, high);
		const count = slots[slot + 2] ?? 0;
		if (count > 0) slots[slot + 2] = count + 1;
		else this.#enter(slot, low, high);
	}

	entries(): TallyEntry[] {
		const decoder = new TextDecoder();
		const entries: TallyEntry[] = [];
		const key = new DataView(new ArrayBuffer(LONGEST_SHORT));
		for (let slot = 0; slot < this.#slots.length; slot += RECORD) {
			const [low = 0, high = 0, count = 0] = this.#slots.subarray(slot, slot + RECORD);
			if (count === 0) continue;
			key.setInt32(0, low, true);
			key.setInt32(4, high, true);
			const bytes = new Uint8Array(key.buffer);
			const end = bytes.indexOf(0);
			entries.push({
				key: decoder.decode(end < 0 ? bytes : bytes.subarray(0, end)),
				count
			});
		}
		return entries;
	}

	#enter(slot: number, low: number, high: number): void {
		if (this.#size >= MOST_KEYS) {
			this.others++;
			return;
		}
		this.#size++;
		this.#slots.set([low, high, 1], slot);
		if (this.#size * 2 * RECORD > this.#slots.length) this.#grow();
	}

	#grow(): void {
		const old = this.#slots;
		const slots = new Int32Array(old.length * 4);
		for (let from = 0; from < old.length; from += RECORD) {
			const [low = 0, high = 0, count = 0] = old.subarray(from, from + RECORD);
			if (count > 0) slots.set([low, high, count], place(slots, low, high));
		}
		this.#slots = slots;
	}
}

/** The slot of a key, or the free one where it belongs. */
function place(slots: Int32Array, low: number, high: number): number {
	const mask = slots.length - RECORD;
	// Multiplicative hashing, as in address-tally.ts.
	const hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
	let slot = (hash >>> Math.clz32(slots.length - 1)) & mask;
	while (slots[slot + 2] !== 0 && (slots[slot] !== low || slots[slot + 1] !== high)) {
		slot = (slot + RECORD) & mask;
	}
	return slot;
}
