import { overlap } from './address-range';
import { nameNetwork, type Network } from './network';
import { ranges, type CgnatRange } from './range';

/** The state of one of the twenty ranges in the walk. */
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
 * The walk of Client Connector over its ranges. That it goes up one range at a time to the first
 * without an overlap is our interpretation: the article gives the twenty ranges, the first step and
 * the last range, but no order in between.
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
 * The networks that are not contained in another one: not a host's address besides its network, nor
 * a broadcast address. Equal ones all stay.
 */
function outermost(networks: readonly Network[]): readonly Network[] {
	const sorted = [...networks].sort((a, b) => {
		if (a.range.lo !== b.range.lo) return a.range.lo < b.range.lo ? -1 : 1;
		return a.range.hi > b.range.hi ? -1 : a.range.hi < b.range.hi ? 1 : 0;
	});
	const inner = new Set<Network>();
	// Of all earlier ones, which start no later, the one that extends furthest.
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
