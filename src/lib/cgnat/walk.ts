import { overlap } from './address-range';
import { nameNetwork, type Network } from './network';
import { ranges, type CgnatRange } from './range';

/** One of the twenty ranges as the walk sees it. */
export type RangeState = {
	readonly range: CgnatRange;
	/** The networks of the machine that overlap it; none: it is free. */
	readonly overlaps: readonly Network[];
	readonly inUse: boolean;
};

export type Walk = {
	/** All twenty, in order. */
	readonly states: readonly RangeState[];
	/** The range in use: the one set by hand, else the first free one; undefined: none is free. */
	readonly inUse: RangeState | undefined;
	readonly byHand: boolean;
};

/**
 * The walk of Client Connector over its ranges. That it goes upward one at a time to the first
 * range without an overlap is this model's reading: the article gives the twenty ranges, the first
 * step and the last range, and no order between.
 */
export function walk(networks: readonly Network[], chosen?: CgnatRange): Walk {
	const counting = networks.filter(({ role }) => role.kind === 'counts');
	const states = ranges.map((range) => ({
		range,
		overlaps: counting.filter((network) => overlap(network.range, range))
	}));
	const free = states.find(({ overlaps }) => overlaps.length === 0)?.range;
	const use = chosen ?? free;
	const all = states.map((state) => ({ ...state, inUse: state.range.index === use?.index }));
	return {
		states: all,
		inUse: all.find(({ inUse }) => inUse),
		byHand: chosen !== undefined
	};
}

/**
 * Those that do not lie within another one: not a host's address beside its network, nor a
 * broadcast address. Of equal ones all stay.
 */
function outermost(networks: readonly Network[]): readonly Network[] {
	const sorted = [...networks].sort((a, b) => {
		if (a.range.lo !== b.range.lo) return a.range.lo < b.range.lo ? -1 : 1;
		return a.range.hi > b.range.hi ? -1 : a.range.hi < b.range.hi ? 1 : 0;
	});
	const inner = new Set<Network>();
	// Of all before, which begin no later, the one that reaches furthest.
	let widest: Network | undefined;
	for (const network of sorted) {
		const { lo, hi } = network.range;
		if (!widest || hi > widest.range.hi) widest = network;
		else if (widest.range.lo !== lo || widest.range.hi !== hi) inner.add(network);
	}
	return networks.filter((network) => !inner.has(network));
}

/** The networks that take a range, each name once: `100.64.0.0/20 (eth1)`. */
export function takenBy({ overlaps }: RangeState): readonly string[] {
	return [...new Set(outermost(overlaps).map(nameNetwork))];
}
