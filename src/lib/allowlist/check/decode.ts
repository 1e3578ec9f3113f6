/**
 * The text of a dropped file: by its byte order mark, as UTF-16 where every other byte is NUL (what
 * Windows PowerShell 5.1 redirects into a file), else as UTF-8.
 */
export function decodeText(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	const marked = first === 0xff && second === 0xfe;
	const head = bytes.subarray(0, 1024);
	const nuls = head.filter((byte, at) => at % 2 === 1 && byte === 0).length;
	const wide = marked || (head.length > 3 && nuls > head.length / 4);
	return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
}
