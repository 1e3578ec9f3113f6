/** Addresses of the rule's family, with and without masks; host names are not resolved. */
import { readNumber } from '../../number';
import {
	ipv4,
	ipv6,
	mask4,
	mask6,
	maskLength4,
	maskLength6,
	parseIpv4,
	parseIpv6,
	printIpv4,
	printIpv6,
	sayAddress
} from '../../../net';
import type { OptionType, ReadContext, ReadResult } from '../../extension';
import type { Value, ValueOf } from '../../values';
import { bad, good } from './result';

export type AddressValue = ValueOf<'address4'> | ValueOf<'address6'>;

function isAddress(value: Value): value is AddressValue {
	return value.kind === 'address4' || value.kind === 'address6';
}

export function badAddress(text: string, { family }: Pick<ReadContext, 'family'>) {
	const other = family === 'ipv4' ? parseIpv6(text) : parseIpv4(text);
	if (other !== undefined)
		return bad(
			'wrong-family',
			`“${text}” is an ${family === 'ipv4' ? 'IPv6' : 'IPv4'} address`,
			`Use it with ${family === 'ipv4' ? 'ip6tables' : 'iptables'}.`
		);
	if (/^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i.test(text) && /[a-z]/i.test(text))
		return bad(
			'host-name',
			`“${text}” is a host name, which only the machine itself can resolve`,
			'Write the address.'
		);
	return bad('bad-address', `“${text}” is not an address`, 'Write it as 192.0.2.1 or 2001:db8::1.');
}

/** One address without a mask; printed without one. */
export const host: OptionType<AddressValue> = {
	argument: 'address',
	words: 1,
	is: isAddress,
	read: readHost,
	print: (value) => printHost(value),
	say: (value) => printHost(value)
};

export function printHost(value: AddressValue): string {
	return sayAddress(value.address);
}

/** As inet_aton(3): one to four numbers, the last of which fills the rest (`10.1` is 10.0.0.1). */
function readClassful(text: string): number | undefined {
	const parts = text.split('.');
	if (parts.length > 4) return undefined;
	let value = 0;
	for (const [i, part] of parts.entries()) {
		const last = i === parts.length - 1;
		const number = /^[0-9]/.test(part) ? readNumber(part, 0, last ? 256 ** (4 - i) - 1 : 255) : -1;
		if (number < 0) return undefined;
		value += last ? number : number * 256 ** (3 - i);
	}
	return value;
}

/** The IPv4 address that getaddrinfo(3) derives from a name without a lookup: what inet_aton(3)
 * accepts, and an IPv4-mapped IPv6 address (`::ffff:10.0.0.1`). */
export function readNumericHost(text: string): number | undefined {
	const classful = readClassful(text);
	if (classful !== undefined) return classful;
	const mapped = parseIpv6(text);
	return mapped !== undefined && mapped >> 32n === 0xffffn
		? Number(mapped & 0xffff_ffffn)
		: undefined;
}

/** Numbers separated by dots, each as strtoul(3) reads it, missing ones zero (`10.1` is
 * 10.1.0.0); undefined for anything else. xtables_numeric_to_ipaddr. */
export function readDotted(text: string): number | undefined {
	const parts = text.split('.');
	if (parts.length > 4) return undefined;
	let value = 0;
	for (let i = 0; i < 4; i++) {
		const octet = readNumber(parts[i] ?? '0', 0, 255);
		if (octet < 0) return undefined;
		value = value * 256 + octet;
	}
	return value;
}

function readHost(text: string, context: ReadContext): ReadResult<AddressValue> {
	if (context.family === 'ipv4') {
		const address = parseIpv4(text) ?? readNumericHost(text);
		if (address !== undefined) return good({ kind: 'address4', address, mask: mask4(32) });
	} else {
		const address = parseIpv6(text);
		if (address !== undefined) return good({ kind: 'address6', address, mask: mask6(128) });
	}
	return badAddress(text, context);
}

function badMask(text: string) {
	return bad('bad-mask', `“${text}” is not a mask`, 'Write a prefix length or a full mask.');
}

/** XTTYPE_HOSTMASK: `address[/mask]`; the address keeps its host bits. Non-contiguous masks came
 * after 1.8.9, which reads one as all bits. */
export const hostMask: OptionType<AddressValue> = {
	argument: 'address[/mask]',
	words: 1,
	is: isAddress,
	read(text, context) {
		const slash = text.indexOf('/');
		if (slash < 0) return readHost(text, context);
		const address = readHost(text.slice(0, slash), context);
		if (!address.ok) return address;
		const maskText = text.slice(slash + 1);
		if (address.value.kind === 'address4') {
			const length = readNumber(maskText, 0, 32);
			const mask = length >= 0 ? mask4(length) : readNumericHost(maskText);
			return mask === undefined ? badMask(maskText) : good({ ...address.value, mask });
		}
		const length = readNumber(maskText, 0, 128);
		const mask = length >= 0 ? mask6(length) : parseIpv6(maskText);
		return mask === undefined ? badMask(maskText) : good({ ...address.value, mask });
	},
	print: printHostMask,
	say: printHostMask
};

/** Without a mask if it has all bits; `/24`, or the mask itself if it is non-contiguous. */
function printHostMask(value: AddressValue): string {
	if (value.kind === 'address4') {
		const mask = ipv4(value.mask);
		const length = maskLength4(mask);
		const suffix = length === 32 ? '' : `/${length ?? printIpv4(mask)}`;
		return printHost(value) + suffix;
	}
	const mask = ipv6(value.mask);
	const length = maskLength6(mask);
	const suffix = length === 128 ? '' : `/${length ?? printIpv6(mask)}`;
	return printHost(value) + suffix;
}

/** Whether an address has the bits of the value; false if the families differ. */
export function inMask(value: AddressValue, address: number | bigint): boolean {
	if (value.kind === 'address4')
		return typeof address === 'number' && ((address ^ value.address) & value.mask) === 0;
	return typeof address === 'bigint' && ((address ^ value.address) & value.mask) === 0n;
}
