/** Bob Jenkins' hash, as the kernel has it in include/linux/jhash.h. All values are uint32. */

function rotate(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}

const INITIAL = 0xdead_beef;

/** jhash2 of four words, such as hold an IPv4 or IPv6 address. */
export function hashWords(
	words: readonly [number, number, number, number],
	initial: number
): number {
	let a = (INITIAL + (4 << 2) + initial) | 0;
	let b = a;
	let c = a;
	a = (a + words[0]) | 0;
	b = (b + words[1]) | 0;
	c = (c + words[2]) | 0;
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

	a = (a + words[3]) | 0;
	c = ((c ^ b) - rotate(b, 14)) | 0;
	a = ((a ^ c) - rotate(c, 11)) | 0;
	b = ((b ^ a) - rotate(a, 25)) | 0;
	c = ((c ^ b) - rotate(b, 16)) | 0;
	a = ((a ^ c) - rotate(c, 4)) | 0;
	b = ((b ^ a) - rotate(a, 14)) | 0;
	c = ((c ^ b) - rotate(b, 24)) | 0;
	return c >>> 0;
}
