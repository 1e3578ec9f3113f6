/** Which address of a range a connection gets. */
import type { AddressSpan } from '../iptables';
import { hashWords, scaleHash } from '../net';
import type { ConnectionTuple } from './connection';
import type { AddressNumber } from './packet';

/** Words of an address as the kernel's memory has them on a little-endian machine. */
function memoryWords(address: AddressNumber): [number, number, number, number] {
	const swap = (word: number) =>
		((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
	if (typeof address === 'number') return [swap(address), 0, 0, 0];
	const word = (n: bigint) => swap(Number((address >> n) & 0xffff_ffffn));
	return [word(96n), word(64n), word(32n), word(0n)];
}

/** find_best_ips_proto: the address of a range that the hash of the two addresses picks. */
export function chooseAddress(
	tuple: ConnectionTuple,
	span: AddressSpan,
	persistent: boolean
): AddressNumber {
	if (span.low === span.high) return span.low;
	const src = memoryWords(tuple.src);
	const dst = memoryWords(tuple.dst);
	const last = span.family === 'ipv4' ? 0 : 3;
	let hash = hashWords(src, persistent ? 0 : dst[last]);
	if (span.family === 'ipv4') return (span.low + scaleHash(hash, span.high - span.low + 1)) >>> 0;
	let full = false;
	let chosen = 0n;
	for (let i = 0; i < 4; i++) {
		const shift = BigInt(32 * (3 - i));
		const low = full ? 0 : Number((span.low >> shift) & 0xffff_ffffn);
		const high = Number((span.high >> shift) & 0xffff_ffffn);
		const distance = full ? 0xffff_ffff : (high - low + 1) >>> 0;
		const word = (low + scaleHash(hash, distance)) >>> 0;
		if (word !== high) full = true;
		chosen |= BigInt(word) << shift;
		if (!persistent) hash = (hash ^ (dst[i] ?? 0)) >>> 0;
	}
	return chosen;
}
