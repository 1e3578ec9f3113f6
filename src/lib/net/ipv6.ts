import { parseIpv4, printIpv4, ipv4 } from './ipv4';

declare const brand: unique symbol;

/** An IPv6 address (or mask) as an unsigned 128-bit integer in host order. */
export type Ipv6 = bigint & { readonly [brand]: 'ipv6' };

export const IPV6_BITS = 128;
const GROUPS = 8;

export function isIpv6(value: bigint): value is Ipv6 {
	return BigInt.asUintN(IPV6_BITS, value) === value;
}

/** The address with this number, taken modulo 2^128; so `ipv6(-1n)` is all ones. */
export function ipv6(value: bigint): Ipv6 {
	const unsigned = BigInt.asUintN(IPV6_BITS, value);
	if (!isIpv6(unsigned)) throw new RangeError(`no IPv6 address: ${value.toString()}`);
	return unsigned;
}

function fromGroups(groups: readonly number[]): Ipv6 {
	return ipv6(groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n));
}

/** The eight 16-bit groups, the most significant first. */
export function ipv6Groups(address: Ipv6): readonly number[] {
	return Array.from({ length: GROUPS }, (_, i) =>
		Number((address >> BigInt(16 * (GROUPS - 1 - i))) & 0xffffn)
	);
}

/** Groups of a colon-separated text without `::`; the last group may be dotted decimal. */
function parseGroups(text: string): number[] | undefined {
	if (text === '') return [];
	const groups: number[] = [];
	const parts = text.split(':');
	for (const [i, part] of parts.entries()) {
		if (/^[0-9a-f]{1,4}$/i.test(part)) {
			groups.push(parseInt(part, 16));
			continue;
		}
		const tail = i === parts.length - 1 ? parseIpv4(part) : undefined;
		if (tail === undefined) return undefined;
		groups.push(tail >>> 16, tail & 0xffff);
	}
	return groups;
}

/**
 * Reads an address exactly as inet_pton(AF_INET6) of glibc does: no zone, no brackets, groups of
 * one to four digits, `::` at most once and for at least one group, a dotted tail allowed.
 */
export function parseIpv6(text: string): Ipv6 | undefined {
	const gap = text.indexOf('::');
	if (gap < 0) {
		const groups = parseGroups(text);
		return groups?.length === GROUPS ? fromGroups(groups) : undefined;
	}
	const head = text.slice(0, gap);
	// Dotted decimal is only allowed at the very end of the address.
	const before = head.includes('.') ? undefined : parseGroups(head);
	const after = parseGroups(text.slice(gap + 2));
	if (before === undefined || after === undefined) return undefined;
	const missing = GROUPS - before.length - after.length;
	if (missing < 1) return undefined;
	return fromGroups([...before, ...Array.from({ length: missing }, () => 0), ...after]);
}

/** First longest run of at least two zero groups: its start and length. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } | undefined {
	let best: { start: number; length: number } | undefined;
	let start = 0;
	for (let i = 0; i <= groups.length; i++) {
		if (i < groups.length && groups[i] === 0) continue;
		const length = i - start;
		if (length >= 2 && length > (best?.length ?? 1)) best = { start, length };
		start = i + 1;
	}
	return best;
}

/**
 * As inet_ntop(AF_INET6) of glibc prints: RFC 5952 in lower case; IPv4-mapped addresses and those
 * of the old IPv4-compatible form (`::0.1.0.2`) end in dotted decimal.
 */
export function printIpv6(address: Ipv6): string {
	const groups = ipv6Groups(address);
	const run = longestZeroRun(groups);
	const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
	if (!run) return hex(groups);
	if (run.start === 0) {
		const tail = printIpv4(ipv4(Number(address & 0xffff_ffffn)));
		if (run.length === 6) return `::${tail}`;
		if (run.length === 5 && groups[5] === 0xffff) return `::ffff:${tail}`;
	}
	return `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`;
}
