/** Counts by key; keys are byte sequences, and nothing is decoded until the table is requested. */
import { LONGEST_SHORT, ShortTally } from './short-tally';
import { byCount, MOST_KEYS, textTable, type Table } from './table';

const LONGEST_KEY = 64;

/** An entry's data is contiguous: hash, count, and where its key starts and ends. */
const RECORD = 4;

export class Tally {
	readonly #short = new ShortTally();
	/** For longer keys. Open addressing: entry + 1, or 0 if free. At most half full. */
	#slots = new Int32Array(256);
	#records = new Int32Array(128 * RECORD);
	/** All keys, concatenated. */
	#keys = new Uint8Array(2048);
	#size = 0;
	#others = 0;

	/** Counts the key from `start` to `end`; of a long one, the first 64 bytes. */
	add(bytes: Uint8Array, start: number, end: number): void {
		if (end - start <= LONGEST_SHORT) {
			this.#short.add(bytes, start, end);
			return;
		}
		const length = Math.min(end - start, LONGEST_KEY);
		const stop = start + length;
		// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
		let hash = 0x811c9dc5;
		for (let at = start; at < stop; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
		const slots = this.#slots;
		const records = this.#records;
		const mask = slots.length - 1;
		let slot = (hash ^ (hash >>> 15)) & mask;
		for (;;) {
			const entry = (slots[slot] ?? 0) - 1;
			if (entry < 0) break;
			const record = entry * RECORD;
			if (records[record] === hash && this.#same(record, bytes, start, length)) {
				records[record + 1] = (records[record + 1] ?? 0) + 1;
				return;
			}
			slot = (slot + 1) & mask;
		}
		if (this.#size >= MOST_KEYS) this.#others++;
		else this.#enter(bytes.subarray(start, stop), hash, slot);
	}

	table(): Table {
		const decoder = new TextDecoder();
		const entries = this.#short.entries();
		for (let record = 0; record < this.#size * RECORD; record += RECORD) {
			const [, count = 0, start, end] = this.#records.subarray(record, record + RECORD);
			entries.push({ key: decoder.decode(this.#keys.subarray(start, end)), count });
		}
		return textTable(entries.sort(byCount), this.#others + this.#short.others);
	}

	#same(record: number, bytes: Uint8Array, start: number, length: number): boolean {
		const from = this.#records[record + 2] ?? 0;
		if ((this.#records[record + 3] ?? 0) - from !== length) return false;
		const keys = this.#keys;
		for (let at = 0; at < length; at++) if (keys[from + at] !== bytes[start + at]) return false;
		return true;
	}

	#enter(key: Uint8Array, hash: number, slot: number): void {
		const record = this.#size * RECORD;
		const from = this.#size === 0 ? 0 : (this.#records[record - 1] ?? 0);
		if (from + key.length > this.#keys.length) {
			const keys = this.#keys;
			this.#keys = new Uint8Array(keys.length * 4);
			this.#keys.set(keys);
		}
		this.#keys.set(key, from);
		this.#records.set([hash, 1, from, from + key.length], record);
		this.#slots[slot] = ++this.#size;
		if (this.#size * RECORD === this.#records.length) this.#grow();
	}

	#grow(): void {
		const records = this.#records;
		this.#records = new Int32Array(records.length * 4);
		this.#records.set(records);
		const slots = new Int32Array(this.#slots.length * 4);
		const mask = slots.length - 1;
		for (let entry = 0; entry < this.#size; entry++) {
			const hash = records[entry * RECORD] ?? 0;
			let slot = (hash ^ (hash >>> 15)) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = entry + 1;
		}
		this.#slots = slots;
	}
}
