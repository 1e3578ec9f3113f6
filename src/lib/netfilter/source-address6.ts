/**
 * Which of the host's IPv6 addresses a packet to a destination uses: RFC 6724, as
 * ipv6_dev_get_saddr in https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/addrconf.c
 * applies it to addresses that are neither deprecated nor temporary.
 */
import { isLinkLocal6, isMulticast, sameNetwork } from '../net';
import type { Interface } from './host';

const NODE = 1;
const LINK = 2;
const SITE = 5;
const GLOBAL = 14;

function scope(address: bigint): number {
	if (isMulticast(address)) return Number((address >> 112n) & 0xfn);
	if (address === 1n) return NODE;
	if (isLinkLocal6(address)) return LINK;
	return address >> 118n === 0x3fbn ? SITE : GLOBAL;
}

/** The policy table of RFC 6724 as the kernel has it: prefix, length, label. */
const labels: readonly (readonly [bigint, number, number])[] = [
	[1n, 128, 0],
	[0xffffn << 32n, 96, 4],
	[0n, 96, 3],
	[0x2001_0000n << 96n, 32, 6],
	[0x2001_0010n << 96n, 28, 7],
	[0x2002n << 112n, 16, 2],
	[0xfc00n << 112n, 7, 5]
];

function label(address: bigint): number {
	return labels.find(([prefix, length]) => sameNetwork(address, prefix, length))?.[2] ?? 1;
}

function commonBits(a: bigint, b: bigint): number {
	const difference = a ^ b;
	return difference === 0n ? 128 : 128 - difference.toString(2).length;
}

interface Candidate {
	readonly address: bigint;
	readonly length: number;
	readonly device: string;
}

/** How suitable it is, by the rules in order of precedence; higher is better. */
function score(candidate: Candidate, dst: bigint, device: string): readonly number[] {
	const { address, length } = candidate;
	const own = scope(address);
	return [
		address === dst ? 1 : 0,
		own >= scope(dst) ? -own : own - 128,
		candidate.device === device ? 1 : 0,
		label(address) === label(dst) ? 1 : 0,
		Math.min(commonBits(address, dst), length)
	];
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
	for (const [i, value] of a.entries()) {
		const other = b[i] ?? 0;
		if (value !== other) return value > other;
	}
	return false;
}

export function sourceAddress6(
	interfaces: Iterable<Interface>,
	dst: bigint,
	device: string
): bigint | undefined {
	const onLink = isMulticast(dst) || scope(dst) <= LINK;
	let best: { readonly address: bigint; readonly score: readonly number[] } | undefined;
	for (const { name, addresses, up = true } of interfaces) {
		if (!up || (onLink && name !== device)) continue;
		for (const { address, length } of addresses) {
			if (typeof address !== 'bigint') continue;
			const candidate = { address, score: score({ address, length, device: name }, dst, device) };
			if (!best || isBetter(candidate.score, best.score)) best = candidate;
		}
	}
	return best?.address;
}
