import type { HeaderMatch, Invertible, IpSet, MaskedAddress, Match, Rule } from '$lib/iptables';
import type { CgnatRange } from '$lib/cgnat';
import { numberSets, type Interval, type IntervalSet } from '$lib/net';
import { membersOf, type SetMembers } from './set-members';

/** The IPv4 addresses that one test of a rule matches, before any `!`. */
export type AddressSet =
	/** (value & mask) === address; the mask may have holes. */
	| { readonly kind: 'masked'; readonly address: number; readonly mask: number }
	| { readonly kind: 'span'; readonly lo: number; readonly hi: number }
	/** The members of an ipset that the text makes. */
	| ({ readonly kind: 'members' } & SetMembers);

/** One test of an address in a rule. */
export type AddressTest = {
	/** Long name of the option: `source`, `destination`, `dst-range`, `ctorigdst` ... */
	readonly option: string;
	/** The match that has it; undefined for the rule's own `-s` and `-d`. */
	readonly extension: string | undefined;
	/** Which address of the packet it looks at; undefined for the connection's. */
	readonly side: 'source' | 'destination' | undefined;
	readonly inverted: boolean;
	readonly set: AddressSet;
};

/** How much of a range a test matches. */
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
	return [{ option, extension: undefined, side: option, inverted: match.inverted, set }];
}

function ofMatch({ extension, options }: Match, sets: readonly IpSet[]): readonly AddressTest[] {
	return options.flatMap(({ option, inverted, value }): readonly AddressTest[] => {
		const test = { option, extension, inverted };
		if (value.kind === 'address4') {
			const set = { kind: 'masked', address: value.address, mask: value.mask } as const;
			return [{ ...test, side: undefined, set }];
		}
		if (value.kind === 'addressRange4') {
			const set = { kind: 'span', lo: value.low, hi: value.high } as const;
			return [{ ...test, side: option === 'src-range' ? 'source' : 'destination', set }];
		}
		if (option !== 'match-set' || value.kind !== 'words') return [];
		const [name, first] = value.words;
		const members = sets.filter((each) => each.name === name).flatMap(membersOf);
		const side = first === 'src' ? 'source' : 'destination';
		return members.map((each) => ({ ...test, side, set: { kind: 'members', ...each } }));
	});
}

function header({ source, destination }: HeaderMatch): readonly AddressTest[] {
	return [...ofHeader('source', source), ...ofHeader('destination', destination)];
}

/** Every test of an IPv4 address in a rule: those of its header and of its matches. */
export function addressTests(rule: Rule, sets: readonly IpSet[] = []): readonly AddressTest[] {
	return [...header(rule.header), ...rule.matches.flatMap((match) => ofMatch(match, sets))];
}

/** Whether these addresses are some or all of 100.64.0.0/10, and no more than the whole of it. */
function isCgnat({ lo, hi }: Interval<number>): boolean {
	const wider = lo <= cgnatLo && hi >= cgnatHi;
	return lo <= cgnatHi && hi >= cgnatLo && (!wider || (lo === cgnatLo && hi === cgnatHi));
}

/**
 * Whether the test was written with carrier-grade NAT in mind: its addresses, before any `!`, are
 * some or all of 100.64.0.0/10. One that matches more than the whole of it (`0.0.0.0/0`) does not
 * name it.
 */
export function namesCgnat({ set }: AddressTest): boolean {
	if (set.kind === 'span') return isCgnat(set);
	if (set.kind === 'members') return set.members.some(({ range }) => isCgnat(range));
	if (((set.address ^ cgnatLo) & set.mask & cgnatMask) !== 0) return false;
	const within = (set.mask & ~cgnatMask) !== 0;
	return within || set.mask >>> 0 === cgnatMask;
}

/** What a test matches in one range, as offsets from its start: comparable between ranges. */
export type Offsets = {
	readonly intervals: IntervalSet<number>;
	/** Masks with holes in their last two octets, as `address/mask` of the offset. */
	readonly holes: readonly string[];
};

const nowhere: Offsets = { intervals: [], holes: [] };

/** The offsets in a range that a test matches, before any `!`. */
export function offsetsIn({ set }: AddressTest, { lo, hi }: CgnatRange): Offsets {
	if (set.kind === 'masked') {
		if (((set.address ^ lo) & set.mask & 0xffff_0000) !== 0) return nowhere;
		const inside = ~set.mask & 0xffff;
		const first = set.address & 0xffff;
		return (inside & (inside + 1)) === 0
			? { intervals: [{ lo: first, hi: first + inside }], holes: [] }
			: { intervals: [], holes: [`${String(first)}/${String(set.mask & 0xffff)}`] };
	}
	const all = set.kind === 'span' ? numberSets.of([set]) : set.ranges;
	const here = numberSets.intersect(all, [{ lo, hi }]);
	return { intervals: here.map((each) => ({ lo: each.lo - lo, hi: each.hi - lo })), holes: [] };
}

function plainCoverage(test: AddressTest, range: CgnatRange): Coverage {
	const { intervals, holes } = offsetsIn(test, range);
	const [first] = intervals;
	if (!first) return holes.length === 0 ? 'none' : 'some';
	return first.lo === 0 && first.hi === 0xffff ? 'all' : 'some';
}

/** How much of a range the test matches, including any `!`. */
export function coverage(test: AddressTest, range: CgnatRange): Coverage {
	const plain = plainCoverage(test, range);
	if (!test.inverted || plain === 'some') return plain;
	return plain === 'all' ? 'none' : 'all';
}

/** Whether the test matches the adapter's address in a range. */
export function coversAdapter({ set, inverted }: AddressTest, { adapter }: CgnatRange): boolean {
	const plain =
		set.kind === 'masked'
			? ((set.address ^ adapter) & set.mask) === 0
			: numberSets.contains(set.kind === 'span' ? [set] : set.ranges, adapter);
	return plain !== inverted;
}
