/**
 * Addresses after -s and -d as iptables reads them.
 * Source: xtables_ipparse_multiple, https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
import { mask4, mask6, maskLength4, maskLength6, parseIpv6, printIpv4, printIpv6 } from '$lib/net';
import { ipv4, ipv6 } from '$lib/net';
import { readNumericHost } from './extensions/types/address';
import { readUnsigned } from './number';
import type { Family, MaskedAddress } from './ruleset';

export type AddressReading =
	| { readonly kind: 'addresses'; readonly addresses: readonly MaskedAddress[] }
	| { readonly kind: 'bad-mask'; readonly text: string }
	/** A name that only the machine that loads the rules can resolve. */
	| { readonly kind: 'name'; readonly text: string };

/** Four numbers, each as strtoul reads it; if fewer, the rest are zero (`10.1` is 10.1.0.0). */
function looseIpv4(text: string, complete: boolean): number | undefined {
	const parts = text.slice(0, 19).split('.');
	if (parts.length > 4 || (complete && parts.length < 4)) return undefined;
	let value = 0;
	for (let i = 0; i < 4; i++) {
		const part = parts[i];
		const octet = part === undefined ? 0 : readUnsigned(part, 0, 255);
		if (octet === undefined) return undefined;
		value = value * 256 + octet;
	}
	return value;
}

/** Dotted decimal with an optional prefix length, the form of saved rules; -1 for anything else. */
function plainPrefix4(text: string): { value: number; length: number } | undefined {
	let value = 0;
	let octet = -1;
	let dots = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code >= 0x30 && code <= 0x39) {
			if (octet === 0) return undefined;
			octet = (octet < 0 ? 0 : octet * 10) + code - 0x30;
			if (octet > 255) return undefined;
		} else if (code === 0x2e) {
			if (octet < 0 || ++dots > 3) return undefined;
			value = value * 256 + octet;
			octet = -1;
		} else if (code === 0x2f && octet >= 0 && dots === 3) {
			const length = text.length - i - 1;
			if (length < 1 || length > 2) return undefined;
			const first = text.charCodeAt(i + 1) - 0x30;
			if (first < 0 || first > 9) return undefined;
			let bits = first;
			if (length === 2) {
				const second = text.charCodeAt(i + 2) - 0x30;
				if (second < 0 || second > 9 || first === 0) return undefined;
				bits = first * 10 + second;
			}
			return bits > 32 ? undefined : { value: value * 256 + octet, length: bits };
		} else {
			return undefined;
		}
	}
	return octet >= 0 && dots === 3 ? { value: value * 256 + octet, length: 32 } : undefined;
}

function readMask(family: Family, text: string): number | bigint | undefined {
	if (family === 'ipv4') {
		const dotted = looseIpv4(text, true);
		if (dotted !== undefined) return dotted;
		const length = readUnsigned(text, 0, 32);
		return length === undefined ? undefined : mask4(length);
	}
	const whole = parseIpv6(text);
	if (whole !== undefined) return whole;
	const length = readUnsigned(text, 0, 128);
	return length === undefined ? undefined : mask6(length);
}

function masked(family: Family, address: number | bigint, mask: number | bigint): MaskedAddress {
	return family === 'ipv4'
		? { family, address: ipv4(Number(address) & Number(mask)), mask: Number(mask) }
		: { family, address: BigInt(address) & BigInt(mask), mask: BigInt(mask) };
}

/** `address[/mask][,...]`; with a mask of zero, the address before it counts as zero. */
export function readAddresses(family: Family, text: string): AddressReading {
	if (family === 'ipv4') {
		const plain = plainPrefix4(text);
		if (plain) {
			const mask = plain.length === 0 ? 0 : (0xffff_ffff << (32 - plain.length)) >>> 0;
			return {
				kind: 'addresses',
				addresses: [{ family, address: (plain.value & mask) >>> 0, mask }]
			};
		}
	}
	const addresses: MaskedAddress[] = [];
	for (const item of text.split(',')) {
		const entry = item.trimStart();
		const slash = entry.lastIndexOf('/');
		const maskText = slash < 0 ? undefined : entry.slice(slash + 1);
		const mask =
			maskText === undefined
				? family === 'ipv4'
					? mask4(32)
					: mask6(128)
				: readMask(family, maskText);
		if (mask === undefined) return { kind: 'bad-mask', text: maskText ?? '' };
		const name = slash < 0 ? entry : entry.slice(0, slash);
		if (mask === 0 || mask === 0n) {
			addresses.push(masked(family, family === 'ipv4' ? 0 : 0n, mask));
			continue;
		}
		// The resolver itself turns some names, such as 0777, into an address.
		const address =
			family === 'ipv4' ? (looseIpv4(name, false) ?? readNumericHost(name)) : parseIpv6(name);
		if (address === undefined) return { kind: 'name', text: name };
		addresses.push(masked(family, address, mask));
	}
	return { kind: 'addresses', addresses };
}

/** As iptables-save prints it: always with a mask, written in full if it is non-contiguous. */
export function printMaskedAddress(address: MaskedAddress): string {
	if (address.family === 'ipv4') {
		const mask = ipv4(address.mask);
		return `${printIpv4(ipv4(address.address))}/${maskLength4(mask) ?? printIpv4(mask)}`;
	}
	const mask = ipv6(address.mask);
	return `${printIpv6(ipv6(address.address))}/${maskLength6(mask) ?? printIpv6(mask)}`;
}
