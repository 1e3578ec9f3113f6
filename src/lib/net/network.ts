/** Addresses and networks of either family, where the engine holds addresses as plain numbers. */
import { ipv4, printIpv4 } from './ipv4';
import { IPV6_BITS, ipv6, printIpv6 } from './ipv6';
import { mask4 } from './prefix4';

/** An address as a number: uint32 for IPv4, 128-bit for IPv6. */
export type AddressNumber = number | bigint;

export function sayAddress(address: AddressNumber): string {
	return typeof address === 'bigint' ? printIpv6(ipv6(address)) : printIpv4(ipv4(address));
}

/** The first address of the network with this prefix length that contains the address. */
export function networkOf(address: AddressNumber, length: number): AddressNumber {
	if (typeof address === 'number') return (address & mask4(length)) >>> 0;
	const rest = BigInt(IPV6_BITS - length);
	return (address >> rest) << rest;
}

/** Whether two addresses share a prefix of this length; never for addresses of two families. */
export function sameNetwork(a: AddressNumber, b: AddressNumber, length: number): boolean {
	if (typeof a === 'number') return typeof b === 'number' && ((a ^ b) & mask4(length)) === 0;
	return typeof b === 'bigint' && (a ^ b) >> BigInt(IPV6_BITS - length) === 0n;
}

/** The address ANDed with a mask of its family; unchanged without such a mask. */
export function masked(address: AddressNumber, mask: AddressNumber | undefined): AddressNumber {
	if (typeof address === 'number')
		return typeof mask === 'number' ? (address & mask) >>> 0 : address;
	return typeof mask === 'bigint' ? address & mask : address;
}
