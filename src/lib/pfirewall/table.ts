/** How many rows each key has: plain data, which a worker sends to the page. */
import { ipv4, printIpv4 } from '$lib/net';

export interface TallyEntry {
	readonly key: string;
	readonly count: number;
}

/**
 * IPv4 addresses are stored as numbers, unordered: a log may have tens of thousands, of which a page
 * shows some. `topOf` returns them as text and in order.
 */
export interface Table {
	readonly addresses: Uint32Array;
	/** How often each of the addresses was counted. */
	readonly addressCounts: Uint32Array;
	/** All other keys, in order. */
	readonly texts: readonly TallyEntry[];
	/** The count for keys beyond the number that is kept. */
	readonly others: number;
}

/** How many keys are kept: memory must not grow with the file, and a longer table is of no use. */
export const MOST_KEYS = 65_536;

const NO_ADDRESSES = new Uint32Array(0);

export function textTable(texts: readonly TallyEntry[], others: number): Table {
	return { addresses: NO_ADDRESSES, addressCounts: NO_ADDRESSES, texts, others };
}

export const EMPTY_TABLE = textTable([], 0);

/** The number of distinct keys, as far as they were kept. */
export function keysOf({ addresses, texts }: Table): number {
	return addresses.length + texts.length;
}

/** The first keys: by rows, most first; equal ones by address, then the other texts. */
export function topOf(table: Table, most = Infinity): readonly TallyEntry[] {
	const addresses = topAddresses(table, most);
	const { texts } = table;
	if (addresses.length === 0) return texts.slice(0, most);
	if (texts.length === 0) return addresses;
	return [...addresses, ...texts.slice(0, most)].sort((a, b) => b.count - a.count).slice(0, most);
}

function topAddresses({ addresses, addressCounts }: Table, most: number): readonly TallyEntry[] {
	// One integer for each, with the count as its upper half: sorted as numbers, which avoids a million
	// calls of a comparison function. Every machine with WebAssembly is little-endian.
	const halves = new Uint32Array(addresses.length * 2);
	for (let at = 0; at < addresses.length; at++) {
		halves[2 * at] = ~(addresses[at] ?? 0);
		halves[2 * at + 1] = addressCounts[at] ?? 0;
	}
	new BigUint64Array(halves.buffer).sort();
	const entries: TallyEntry[] = [];
	for (let at = halves.length - 2; at >= 0 && entries.length < most; at -= 2) {
		const address = ipv4(~(halves[at] ?? 0));
		entries.push({ key: printIpv4(address), count: halves[at + 1] ?? 0 });
	}
	return entries;
}

/** Most first, equal ones by key. */
export function byCount(a: TallyEntry, b: TallyEntry): number {
	return b.count - a.count || byKey(a, b);
}

export function byKey(a: TallyEntry, b: TallyEntry): number {
	return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** The sum of several tables; its texts are in the given order. */
export function mergeTables(tables: readonly Table[], order: typeof byCount): Table {
	const addresses = new Map<number, number>();
	const texts = new Map<string, number>();
	let others = 0;
	function add<Key>(counts: Map<Key, number>, key: Key, count: number) {
		const before = counts.get(key);
		if (before === undefined && counts.size >= MOST_KEYS) others += count;
		else counts.set(key, (before ?? 0) + count);
	}
	for (const table of tables) {
		others += table.others;
		for (const { key, count } of table.texts) add(texts, key, count);
		for (const [at, address] of table.addresses.entries())
			add(addresses, address, table.addressCounts[at] ?? 0);
	}
	return {
		addresses: Uint32Array.from(addresses.keys()),
		addressCounts: Uint32Array.from(addresses.values()),
		texts: [...texts].map(([key, count]) => ({ key, count })).sort(order),
		others
	};
}
