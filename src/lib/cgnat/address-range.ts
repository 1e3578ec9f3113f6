import IPCIDR from 'ip-cidr';
import {
	coverRange6,
	ipv4,
	ipv6Groups,
	maskLength4,
	maskLength6,
	parseIpv4,
	parseIpv6,
	printIpv4,
	printIpv6,
	type Ipv4,
	type Ipv6
} from '$lib/net';
import { grouped } from '$lib/text';

/** Every address of one family from `lo` to `hi`, inclusive. */
export type AddressRange =
	| { readonly family: 'ipv4'; readonly lo: Ipv4; readonly hi: Ipv4 }
	| { readonly family: 'ipv6'; readonly lo: Ipv6; readonly hi: Ipv6 };

/** Cache of blocks: a text is read again at every keystroke. Cleared when it holds this many. */
const MOST = 20_000;
const known = new Map<string, AddressRange | undefined>();

function block(address: string, length: string): AddressRange | undefined {
	const key = `${address}/${length}`;
	const before = known.get(key);
	if (before !== undefined || known.has(key)) return before;
	if (known.size >= MOST) known.clear();
	const range = readBlock(address, length);
	known.set(key, range);
	return range;
}

/**
 * The block of an address and a prefix length, host bits allowed. ip-cidr mixes the families and
 * accepts lengths such as `08`, so both are checked here before calling it.
 */
function readBlock(address: string, length: string): AddressRange | undefined {
	if (!/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
	if (parseIpv4(address) !== undefined) {
		if (Number(length) > 32) return undefined;
		const cidr = new IPCIDR(`${address}/${length}`);
		const lo = parseIpv4(cidr.start<string>());
		const hi = parseIpv4(cidr.end<string>());
		return lo === undefined || hi === undefined ? undefined : { family: 'ipv4', lo, hi };
	}
	const v6 = parseIpv6(withoutZone(address));
	if (v6 === undefined || Number(length) > 128) return undefined;
	const cidr = new IPCIDR(`${groups(v6)}/${length}`);
	const lo = parseIpv6(cidr.start<string>());
	const hi = parseIpv6(cidr.end<string>());
	return lo === undefined || hi === undefined ? undefined : { family: 'ipv6', lo, hi };
}

/** All eight groups: ip-cidr rejects an address with a dotted tail. */
function groups(address: Ipv6): string {
	return ipv6Groups(address)
		.map((group) => group.toString(16))
		.join(':');
}

function withoutZone(address: string): string {
	return address.replace(/%[\w.-]+$/, '');
}

/** Reads one address as a range of its own; an IPv6 zone (`%eth0`) is dropped. */
export function readAddress(text: string): AddressRange | undefined {
	return block(text, parseIpv4(text) === undefined ? '128' : '32');
}

/** Reads `10.0.0.0/8` or `2001:db8::/32`; host bits are allowed and cleared. */
export function readPrefix(text: string): AddressRange | undefined {
	const slash = text.lastIndexOf('/');
	if (slash < 0) return undefined;
	// macOS writes the zone before the slash: fe80::%utun0/64.
	return block(text.slice(0, slash), text.slice(slash + 1));
}

/** Reads an address with or without a prefix length. */
export function readPrefixOrAddress(text: string): AddressRange | undefined {
	return text.includes('/') ? readPrefix(text) : readAddress(text);
}

/** Length of a mask without holes, written `255.255.0.0` or, by BSD, `0xffff0000`. */
function readMask(text: string): number | undefined {
	const mask = /^0x[0-9a-f]{8}$/i.test(text) ? ipv4(Number(text)) : parseIpv4(text);
	return mask === undefined ? undefined : maskLength4(mask);
}

/** Reads an IPv4 address and its mask, dotted or hexadecimal; undefined for a mask with holes. */
export function readMasked(address: string, mask: string): AddressRange | undefined {
	const length = readMask(mask);
	return length === undefined || parseIpv4(address) === undefined
		? undefined
		: block(address, String(length));
}

/**
 * Reads a destination of BSD's netstat, which leaves out trailing zero octets, and the length if it is
 * that of the octets shown: `127`, `169.254`, `10.1/16`, `100.64/10`.
 */
export function readAbbreviated(text: string): AddressRange | undefined {
	if (text.includes(':')) return readPrefixOrAddress(text);
	const parts = /^(\d{1,3}(?:\.\d{1,3}){0,3})(?:\/(\d{1,2}))?$/.exec(text);
	if (!parts) return undefined;
	const [, dotted = '', length] = parts;
	const octets = dotted.split('.');
	const address = [...octets, '0', '0', '0'].slice(0, 4).join('.');
	return block(address, length ?? String(octets.length * 8));
}

/** Reads `first - last`, with or without spaces around the dash; in order, and of one family. */
export function readSpan(text: string): AddressRange | undefined {
	const parts = /^(\S+?)\s*[-\u2013]\s*(\S+)$/.exec(text);
	const first = parts?.[1] === undefined ? undefined : readAddress(parts[1]);
	const last = parts?.[2] === undefined ? undefined : readAddress(parts[2]);
	if (first?.family === 'ipv4' && last?.family === 'ipv4' && first.lo <= last.hi)
		return { family: 'ipv4', lo: first.lo, hi: last.hi };
	if (first?.family === 'ipv6' && last?.family === 'ipv6' && first.lo <= last.hi)
		return { family: 'ipv6', lo: first.lo, hi: last.hi };
	return undefined;
}

/** The prefix length, if the range is a single prefix. */
function lengthOf(range: AddressRange): number | undefined {
	if (range.family === 'ipv4') {
		const inside = range.hi - range.lo;
		const length = Math.clz32(inside);
		return inside === 2 ** (32 - length) - 1 && (range.lo & inside) === 0 ? length : undefined;
	}
	const [prefix, ...more] = coverRange6(range);
	return prefix && more.length === 0 ? maskLength6(prefix.mask) : undefined;
}

function ends(range: AddressRange): readonly [string, string] {
	return range.family === 'ipv4'
		? [printIpv4(range.lo), printIpv4(range.hi)]
		: [printIpv6(range.lo), printIpv6(range.hi)];
}

/** As a prefix if it is one (`100.64.0.0/20`; a single address as `/32`), else first - last. */
export function showRange(range: AddressRange): string {
	const [first, last] = ends(range);
	const length = lengthOf(range);
	return length === undefined ? `${first} - ${last}` : `${first}/${length}`;
}

/** Its ends and how many addresses it has: `100.64.0.0 to 100.64.15.255, 4,096 addresses`. */
export function sizeOfRange(range: AddressRange): string {
	const [first, last] = ends(range);
	const length = lengthOf(range);
	const size =
		length === undefined
			? BigInt(range.hi) - BigInt(range.lo) + 1n
			: BigInt(String(new IPCIDR(`${groupsOf(range)}/${length}`).size));
	const count = size === 1n ? 'one address' : `${grouped(size)} addresses`;
	return first === last ? count : `${first} to ${last}, ${count}`;
}

/** The first address in the form that ip-cidr accepts. */
function groupsOf(range: AddressRange): string {
	return range.family === 'ipv4' ? printIpv4(range.lo) : groups(range.lo);
}

export function overlap(a: AddressRange, b: AddressRange): boolean {
	return a.family === b.family && a.lo <= b.hi && b.lo <= a.hi;
}
