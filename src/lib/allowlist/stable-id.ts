/**
 * A GUID that is always the same for the same text, so that an export made twice is the same file
 * and merging it twice adds nothing. Version 8 of RFC 9562, whose bits are free to choose.
 */
export function stableId(text: string): string {
	const words = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667].map((seed) => hash(text, seed));
	const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** FNV-1a over UTF-16 code units, from a seed, with a final mix of the bits. */
function hash(text: string, seed: number): number {
	let value = seed;
	for (let at = 0; at < text.length; at++) {
		value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}
