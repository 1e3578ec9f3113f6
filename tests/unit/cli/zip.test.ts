import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zip } from '../../../src/cli/zip.js';

/** Reads an archive as unpackers do: from the directory at its end to each file's place. */
function unzip(archive: Buffer): Map<string, string> {
	const end = archive.length - 22;
	expect(archive.readUInt32LE(end)).toBe(0x06054b50);
	const files = new Map<string, string>();
	let at = archive.readUInt32LE(end + 16);
	for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
		expect(archive.readUInt32LE(at)).toBe(0x02014b50);
		const packed = archive.readUInt32LE(at + 20);
		const nameLength = archive.readUInt16LE(at + 28);
		const local = archive.readUInt32LE(at + 42);
		const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
		const start = local + 30 + archive.readUInt16LE(local + 26);
		files.set(name, inflateRawSync(archive.subarray(start, start + packed)).toString());
		at += 46 + nameLength;
	}
	return files;
}

test('an archive holds the files under their names, and is the same each time', () => {
	const files = new Map([
		['waythrough/site/index.html', Buffer.from('<h1>a page</h1>'.repeat(100))],
		['waythrough/Größe.txt', Buffer.from('')]
	]);
	const archive = zip(files);
	expect(zip(files).equals(archive)).toBe(true);
	expect([...unzip(archive)]).toEqual([...files].map(([name, bytes]) => [name, bytes.toString()]));
});
