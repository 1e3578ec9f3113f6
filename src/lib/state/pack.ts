/** More text than any link needs; unpacking stops beyond this. */
const most = 64 * 1024 * 1024;

/** Compresses text into characters that a URL can contain unescaped (deflate, base64url). */
export async function pack(text: string): Promise<string> {
	const bytes = await collect(
		new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
	);
	let binary = '';
	for (let at = 0; at < bytes.length; at += 0x8000) {
		binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	}
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text that {@link pack} was given. Throws on anything else. */
export async function unpack(packed: string): Promise<string> {
	const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	return new TextDecoder('utf-8', { fatal: true }).decode(await collect(stream));
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let size = 0;
	const reader = stream.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.length;
		if (size > most) {
			await reader.cancel();
			throw new RangeError('more than a link holds');
		}
		parts.push(value);
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
