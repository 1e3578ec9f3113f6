import { crc32, deflateRawSync } from 'node:zlib';

/** 1980-01-01, the earliest date of the format: the same files make the same archive. */
const date = (1 << 5) | 1;

/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const flags = 0x0800;

/**
 * A zip archive according to PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16, without the
 * extensions for archives of 4 GB and more.
 *
 * @param {ReadonlyMap<string, Buffer>} files by path, in the order to write them
 * @returns {Buffer}
 */
export function zip(files) {
	/** @type {Buffer[]} */
	const bodies = [];
	/** @type {Buffer[]} */
	const directory = [];
	let offset = 0;
	for (const [path, content] of files) {
		const name = Buffer.from(path);
		const packed = deflateRawSync(content, { level: 9 });
		const common = fields([
			[2, 20],
			[2, flags],
			[2, 8],
			[2, 0],
			[2, date],
			[4, crc32(content)],
			[4, packed.length],
			[4, content.length],
			[2, name.length],
			[2, 0]
		]);
		const local = Buffer.concat([fields([[4, 0x04034b50]]), common, name]);
		bodies.push(local, packed);
		directory.push(
			fields([
				[4, 0x02014b50],
				[2, 20]
			]),
			common,
			fields([
				[2, 0],
				[2, 0],
				[2, 0],
				[4, 0],
				[4, offset]
			]),
			name
		);
		offset += local.length + packed.length;
	}
	const listing = Buffer.concat(directory);
	const end = fields([
		[4, 0x06054b50],
		[2, 0],
		[2, 0],
		[2, files.size],
		[2, files.size],
		[4, listing.length],
		[4, offset],
		[2, 0]
	]);
	return Buffer.concat([...bodies, listing, end]);
}

/**
 * Little-endian numbers, each with its width in bytes.
 * @param {readonly (readonly [2 | 4, number])[]} list
 */
function fields(list) {
	return Buffer.concat(
		list.map(([width, value]) => {
			const bytes = Buffer.alloc(width);
			bytes.writeUIntLE(value, 0, width);
			return bytes;
		})
	);
}
