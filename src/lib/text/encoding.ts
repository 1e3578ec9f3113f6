/** The encoding of a text file, detected from its first bytes. */

export interface Encoding {
	readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
	/** Length of the byte order mark, in bytes; 0 without one. */
	readonly mark: number;
	/** Bytes of an ASCII character. */
	readonly unit: 1 | 2;
}

/** How many bytes of a file `detectEncoding` needs, if there are that many. */
export const ENCODING_SAMPLE = 1024;

/**
 * By the byte order mark; without one, UTF-16 if most other bytes are NUL, as in files that Windows
 * PowerShell 5.1 writes by redirection; else UTF-8, which includes ASCII.
 */
export function detectEncoding(head: Uint8Array): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', mark: 2, unit: 2 };
	if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', mark: 2, unit: 2 };
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
		return { name: 'utf-8', mark: 3, unit: 1 };
	const pairs = Math.min(head.length, ENCODING_SAMPLE) >>> 1;
	let even = 0;
	let odd = 0;
	for (let pair = 0; pair < pairs; pair++) {
		if (head[2 * pair] === 0) even++;
		if (head[2 * pair + 1] === 0) odd++;
	}
	if (odd > pairs / 2 && even === 0) return { name: 'utf-16le', mark: 0, unit: 2 };
	if (even > pairs / 2 && odd === 0) return { name: 'utf-16be', mark: 0, unit: 2 };
	return { name: 'utf-8', mark: 0, unit: 1 };
}

/** The text of a whole file, without its byte order mark. */
export function decodeText(bytes: Uint8Array): string {
	return new TextDecoder(detectEncoding(bytes).name).decode(bytes);
}
