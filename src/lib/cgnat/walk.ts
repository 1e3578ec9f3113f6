import { covers, overlap } from './address-range';
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
 * The networks that take a range, each name once: `100.64.0.0/20 (eth1)`. One that lies within
 * another of them (a host's address in its network, a broadcast address) is not named again.
 */
export function takenBy({ overlaps }: RangeState): readonly string[] {
	const outermost = overlaps.filter(
		({ range }) =>
			!overlaps.some((other) => covers(other.range, range) && !covers(range, other.range))
	);
	return [...new Set(outermost.map(nameNetwork))];
}
