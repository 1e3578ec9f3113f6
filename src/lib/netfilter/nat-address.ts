/** Which address of a range a connection gets. */
import type { AddressSpan } from '../iptables';
import { hashWords, memoryWords, scaleHash } from '../net';
import type { ConnectionTuple } from './connection';
import type { AddressNumber } from './packet';

/** find_best_ips_proto: the address of a range picked by the hash of the two addresses. */
export function chooseAddress(
	tuple: ConnectionTuple,
	span: AddressSpan,
	persistent: boolean
): AddressNumber {
	if (span.low === span.high) return span.low;
	// The kernel hashes room for an IPv6 address; an IPv4 address is padded with zeros.
	const src = [...memoryWords(tuple.src), 0, 0, 0].slice(0, 4);
	const dst = memoryWords(tuple.dst);
	const last = span.family === 'ipv4' ? 0 : 3;
	let hash = hashWords(src, persistent ? 0 : (dst[last] ?? 0));
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
