import type { HeaderMatch, Invertible, MaskedAddress, Match, Rule } from '$lib/iptables';
import type { CgnatRange } from '$lib/cgnat';

/** The IPv4 addresses that one test of a rule asks for, before any `!`. */
export type AddressSet =
	/** (value & mask) === address; the mask may have holes. */
	| { readonly kind: 'masked'; readonly address: number; readonly mask: number }
	| { readonly kind: 'span'; readonly lo: number; readonly hi: number };

/** One test of an address in a rule. */
export type AddressTest = {
	/** Long name of the option: `source`, `destination`, `dst-range`, `ctorigdst` ... */
	readonly option: string;
	/** Which address of the packet it looks at; undefined for the connection's. */
	readonly side: 'source' | 'destination' | undefined;
	readonly inverted: boolean;
	readonly set: AddressSet;
};

/** How much of a range a test lets through. */
export type Coverage = 'all' | 'some' | 'none';

/** 100.64.0.0/10, the space of carrier-grade NAT (RFC 6598). */
const cgnatLo = 0x6440_0000;
const cgnatHi = 0x647f_ffff;
const cgnatMask = 0xffc0_0000;

function ofHeader(
	option: 'source' | 'destination',
	match: Invertible<MaskedAddress> | undefined
): readonly AddressTest[] {
	if (match?.value.family !== 'ipv4') return [];
	const { address, mask } = match.value;
	const set = { kind: 'masked', address, mask } as const;
	return [{ option, side: option, inverted: match.inverted, set }];
}

function ofMatch({ extension, options }: Match): readonly AddressTest[] {
	return options.flatMap(({ option, inverted, value }): readonly AddressTest[] => {
		const side =
			extension !== 'iprange' ? undefined : option === 'src-range' ? 'source' : 'destination';
		if (value.kind === 'address4') {
			const set = { kind: 'masked', address: value.address, mask: value.mask } as const;
			return [{ option, side, inverted, set }];
		}
		if (value.kind === 'addressRange4') {
			const set = { kind: 'span', lo: value.low, hi: value.high } as const;
			return [{ option, side, inverted, set }];
		}
		return [];
	});
}

function header({ source, destination }: HeaderMatch): readonly AddressTest[] {
	return [...ofHeader('source', source), ...ofHeader('destination', destination)];
}

/** Every test of an IPv4 address in a rule: its header's, and those of its matches. */
export function addressTests(rule: Rule): readonly AddressTest[] {
	return [...header(rule.header), ...rule.matches.flatMap(ofMatch)];
}

/**
 * Whether the test was written with carrier-grade NAT in mind: its addresses, before any `!`, are
 * some or all of 100.64.0.0/10. One that asks for more than the whole of it (`0.0.0.0/0`) does not
 * name it.
 */
export function namesCgnat({ set }: AddressTest): boolean {
	if (set.kind === 'span') {
		const touches = set.lo <= cgnatHi && set.hi >= cgnatLo;
		const wider = set.lo <= cgnatLo && set.hi >= cgnatHi;
		return touches && (!wider || (set.lo === cgnatLo && set.hi === cgnatHi));
	}
	if (((set.address ^ cgnatLo) & set.mask & cgnatMask) !== 0) return false;
	const within = (set.mask & ~cgnatMask) !== 0;
	return within || set.mask >>> 0 === cgnatMask;
}

function plainCoverage(set: AddressSet, { lo, hi }: CgnatRange): Coverage {
	if (set.kind === 'span') {
		if (set.lo > hi || set.hi < lo) return 'none';
		return set.lo <= lo && set.hi >= hi ? 'all' : 'some';
	}
	if (((set.address ^ lo) & set.mask & 0xffff_0000) !== 0) return 'none';
	return (set.mask & 0xffff) === 0 ? 'all' : 'some';
}

/** How much of a range the test lets through. */
export function coverage({ set, inverted }: AddressTest, range: CgnatRange): Coverage {
	const plain = plainCoverage(set, range);
	if (!inverted || plain === 'some') return plain;
	return plain === 'all' ? 'none' : 'all';
}

/** Whether the test lets the adapter's address in a range through. */
export function coversAdapter({ set, inverted }: AddressTest, { adapter }: CgnatRange): boolean {
	const plain =
		set.kind === 'span'
			? set.lo <= adapter && adapter <= set.hi
			: ((set.address ^ adapter) & set.mask) === 0;
	return plain !== inverted;
}
