/** Bob Jenkins' hash, as in the kernel's include/linux/jhash.h. All values are uint32. */

function rotate(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}

const INITIAL = 0xdead_beef;

/** jhash2; for one, two or three words this is jhash_1word, jhash_2words or jhash_3words. */
export function hashWords(words: readonly number[], initial: number): number {
	let a = (INITIAL + (words.length << 2) + initial) | 0;
	let b = a;
	let c = a;
	let at = 0;
	for (; words.length - at > 3; at += 3) {
		a = (a + (words[at] ?? 0)) | 0;
		b = (b + (words[at + 1] ?? 0)) | 0;
		c = (c + (words[at + 2] ?? 0)) | 0;
		a = ((a - c) | 0) ^ rotate(c, 4);
		c = (c + b) | 0;
		b = ((b - a) | 0) ^ rotate(a, 6);
		a = (a + c) | 0;
		c = ((c - b) | 0) ^ rotate(b, 8);
		b = (b + a) | 0;
		a = ((a - c) | 0) ^ rotate(c, 16);
		c = (c + b) | 0;
		b = ((b - a) | 0) ^ rotate(a, 19);
		a = (a + c) | 0;
		c = ((c - b) | 0) ^ rotate(b, 4);
		b = (b + a) | 0;
	}
	a = (a + (words[at] ?? 0)) | 0;
	b = (b + (words[at + 1] ?? 0)) | 0;
	c = (c + (words[at + 2] ?? 0)) | 0;
	c = ((c ^ b) - rotate(b, 14)) | 0;
	a = ((a ^ c) - rotate(c, 11)) | 0;
	b = ((b ^ a) - rotate(a, 25)) | 0;
	c = ((c ^ b) - rotate(b, 16)) | 0;
	a = ((a ^ c) - rotate(c, 4)) | 0;
	b = ((b ^ a) - rotate(a, 14)) | 0;
	c = ((c ^ b) - rotate(b, 24)) | 0;
	return c >>> 0;
}

function swapped(word: number): number {
	return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

/** The 32-bit words of an address as they are in the kernel's memory on a little-endian machine. */
export function memoryWords(address: number | bigint): readonly number[] {
	if (typeof address === 'number') return [swapped(address)];
	return [96n, 64n, 32n, 0n].map((shift) => swapped(Number((address >> shift) & 0xffff_ffffn)));
}

/** reciprocal_scale: maps a hash to a number below `range`. */
export function scaleHash(hash: number, range: number): number {
	return Number((BigInt(hash) * BigInt(range)) >> 32n);
}
