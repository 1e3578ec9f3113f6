/** The checksums of layer 4, as RFC 1071 and (SCTP's CRC32c) RFC 9260 define them. */
import type { Family } from '../iptables';
import { PROTOCOL, type AddressNumber } from './packet';

/** One's complement sum of 16-bit words, not yet folded. */
function sumWords(bytes: Uint8Array, from = 0): number {
	let sum = from;
	for (let i = 0; i + 1 < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
	if (bytes.length & 1) sum += (bytes[bytes.length - 1] ?? 0) << 8;
	return sum;
}

function fold(sum: number): number {
	let folded = sum;
	while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
	return folded;
}

function sumAddress(family: Family, address: AddressNumber): number {
	let rest = BigInt(address);
	let sum = 0;
	for (let i = 0; i < (family === 'ipv4' ? 2 : 8); i++) {
		sum += Number(rest & 0xffffn);
		rest >>= 16n;
	}
	return sum;
}

/** The checksum for a datagram whose checksum field is zero. */
export function internetChecksum(
	bytes: Uint8Array,
	family: Family,
	protocol: number,
	src: AddressNumber,
	dst: AddressNumber
): number {
	const pseudo =
		protocol === PROTOCOL.icmp
			? 0
			: sumAddress(family, src) + sumAddress(family, dst) + protocol + bytes.length;
	return ~fold(sumWords(bytes, pseudo)) & 0xffff;
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
	let crc = n;
	for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f6_3b78 : crc >>> 1;
	return crc >>> 0;
});

export function crc32c(bytes: Uint8Array): number {
	let crc = 0xffff_ffff;
	for (const octet of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ octet) & 0xff] ?? 0);
	return ~crc >>> 0;
}
