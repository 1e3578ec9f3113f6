/** The source of a log's bytes, and the same as characters of one byte each. */
import type { Encoding } from '$lib/text';

/** Bytes with random access: a file in a browser, an open file in Node, text in a test. */
export interface ByteSource {
	/** In bytes. */
	readonly size: number;
	/**
	 * Reads from `offset` into the start of `into`; returns the number of bytes read, which may be
	 * fewer than there is room for, and is 0 only at the end.
	 */
	readonly read: (into: Uint8Array, offset: number) => Promise<number>;
}

/** Reads until `into` is full or the source ends; returns the bytes read. */
export async function readFully(
	source: ByteSource,
	into: Uint8Array,
	offset: number
): Promise<Uint8Array> {
	let filled = 0;
	for (let length = -1; filled < into.length && length !== 0; filled += length) {
		length = await source.read(into.subarray(filled), offset + filled);
	}
	return into.subarray(0, filled);
}

export function bytesSource(bytes: Uint8Array): ByteSource {
	return {
		size: bytes.length,
		read(into, offset) {
			const part = bytes.subarray(offset, offset + into.length);
			into.set(part);
			return Promise.resolve(part.length);
		}
	};
}

/** A piece of a blob, and where it starts. */
interface Piece {
	readonly from: number;
	readonly bytes: Promise<Uint8Array>;
}

/** How often the pieces double that are read in order: up to 8 MB if the log is read by 1 MB. */
const MOST_DOUBLINGS = 3;

/**
 * A File or Blob. Requesting a piece takes a browser longer than reading it, so sequential reads use
 * ever larger pieces, and the next one is requested while this one is processed.
 */
export function blobSource(blob: Blob): ByteSource {
	let at = 0;
	let bytes: Uint8Array = new Uint8Array(0);
	let ahead: Piece | undefined;
	let doublings = 0;

	function load(from: number, length: number): Piece {
		const loaded = blob
			.slice(from, from + length)
			.arrayBuffer()
			.then((buffer) => new Uint8Array(buffer));
		// A piece that is never awaited may fail silently.
		loaded.catch(() => undefined);
		return { from, bytes: loaded };
	}

	return {
		size: blob.size,
		async read(into, offset) {
			if (offset < at || offset >= at + bytes.length) {
				const inOrder = offset > 0 && offset === at + bytes.length;
				doublings = inOrder ? Math.min(doublings + 1, MOST_DOUBLINGS) : 0;
				const length = into.length << doublings;
				const piece = ahead?.from === offset ? ahead : load(offset, length);
				ahead = undefined;
				bytes = await piece.bytes;
				at = offset;
				const next = at + bytes.length;
				if (inOrder && next < blob.size) ahead = load(next, length);
			}
			const part = bytes.subarray(offset - at, offset - at + into.length);
			into.set(part);
			return part.length;
		}
	};
}

/**
 * A log as characters of one byte each, which suffice for its rows: UTF-16 is narrowed, with `?` for
 * non-ASCII characters. Offsets count characters; `text` decodes the original.
 */
export interface Characters {
	readonly size: number;
	readonly read: (into: Uint8Array, offset: number) => Promise<number>;
	readonly text: (start: number, end: number) => Promise<string>;
}

const QUESTION_MARK = 0x3f;
const BYTE_ORDER_MARK = 0xfeff;

export function characters(source: ByteSource, encoding: Encoding): Characters {
	const { name, mark, unit } = encoding;
	const decoder = new TextDecoder(name);
	const text = async (start: number, end: number) => {
		const bytes = new Uint8Array((end - start) * unit);
		return decoder.decode(await readFully(source, bytes, mark + start * unit));
	};
	if (unit === 1) {
		return {
			size: source.size - mark,
			read: (into, offset) => source.read(into, offset + mark),
			text
		};
	}
	const high = name === 'utf-16le' ? 1 : 0;
	let wide = new Uint8Array(0);
	return {
		size: Math.floor((source.size - mark) / 2),
		async read(into, offset) {
			if (wide.length < into.length * 2) wide = new Uint8Array(into.length * 2);
			const from = mark + offset * 2;
			let length = await source.read(wide.subarray(0, into.length * 2), from);
			// A piece may end within a character.
			if (length % 2 === 1)
				length += await source.read(wide.subarray(length, length + 1), from + length);
			const count = length >>> 1;
			for (let at = 0; at < count; at++) {
				const code = ((wide[2 * at + high] ?? 0) << 8) | (wide[2 * at + 1 - high] ?? 0);
				into[at] = code < 0x80 ? code : code === BYTE_ORDER_MARK ? 0x20 : QUESTION_MARK;
			}
			return count;
		},
		text
	};
}
