import { expect, test } from 'vitest';
import { blobSource, type ByteSource } from '$lib/pfirewall';

const bytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);

async function readAll(source: ByteSource, from: number, room: number): Promise<number[]> {
	const into = new Uint8Array(room);
	const read: number[] = [];
	for (let length = -1; length !== 0;) {
		length = await source.read(into, from + read.length);
		read.push(...into.subarray(0, length));
	}
	return read;
}

test.each([1, 7, 64, 1000, 2000])('a blob is read in order, %i bytes at a time', async (room) => {
	expect(await readAll(blobSource(new Blob([bytes])), 0, room)).toEqual([...bytes]);
});

test('a blob is read at any place, into a buffer of any size', async () => {
	const source = blobSource(new Blob([bytes]));
	const at = async (offset: number, room: number) => {
		const into = new Uint8Array(room);
		const length = await source.read(into, offset);
		expect([...into.subarray(0, length)]).toEqual([...bytes.subarray(offset, offset + length)]);
		return length;
	};
	expect(await at(900, 50)).toBeGreaterThan(0);
	expect(await at(10, 20)).toBeGreaterThan(0);
	expect(await at(30, 5)).toBeGreaterThan(0);
	expect(await at(12, 200)).toBeGreaterThan(0);
	expect(await at(999, 10)).toBe(1);
	expect(await at(1000, 10)).toBe(0);
	expect(await at(0, 10)).toBeGreaterThan(0);
});

test('an empty blob has nothing to read', async () => {
	expect(await readAll(blobSource(new Blob([])), 0, 10)).toEqual([]);
});

test('a blob that can’t be read fails the read', async () => {
	const gone = new Blob([bytes]);
	gone.slice = () => {
		const part = new Blob([]);
		part.arrayBuffer = () => Promise.reject(new Error('gone'));
		return part;
	};
	await expect(blobSource(gone).read(new Uint8Array(10), 0)).rejects.toThrow('gone');
});
