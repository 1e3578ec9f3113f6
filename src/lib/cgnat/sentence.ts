import { adapterText, type CgnatRange } from './range';
import { takenBy, type RangeState, type Walk } from './walk';

/** At most this many networks, and groups of ranges, are named in a sentence. */
const NETWORKS = 2;
const GROUPS = 3;

function names(all: readonly string[]): string {
	const more = all.length - NETWORKS;
	return all.slice(0, NETWORKS).join(' and ') + (more > 0 ? ` and ${more} more` : '');
}

/** Neighbouring ranges that the same networks take. */
type Group = { readonly first: RangeState; readonly last: RangeState; readonly by: string };

function groups(states: readonly RangeState[]): readonly Group[] {
	const result: Group[] = [];
	for (const state of states) {
		const by = names(takenBy(state));
		const previous = result.at(-1);
		if (previous?.by === by) result[result.length - 1] = { ...previous, last: state };
		else result.push({ first: state, last: state, by });
	}
	return result;
}

/** Why these ranges are skipped: `100.64.0.0/16 overlaps 100.64.0.0/20 (eth1), ...`. */
function reasons(states: readonly RangeState[]): string {
	const all = groups(states);
	const parts = all
		.slice(0, GROUPS)
		.map(({ first, last, by }) =>
			first === last
				? `${first.range.prefix} overlaps ${by}`
				: `${first.range.prefix} to ${last.range.prefix} overlap ${by}`
		);
	const next = all[GROUPS];
	if (next) {
		const count = states.length - next.first.range.index;
		parts.push(count === 1 ? 'and one more is taken' : `and ${count} more are taken`);
	}
	return parts.join(', ');
}

/** The answer of the walk in one sentence, the range in use first. */
export function sayWalk({ states, inUse, byHand }: Walk): string {
	if (!inUse) return `No range is free: ${reasons(states)}.`;
	const { prefix } = inUse.range;
	if (byHand)
		return inUse.overlaps.length > 0
			? `Range in use: ${prefix}, set by hand, although it overlaps ${names(takenBy(inUse))}.`
			: `Range in use: ${prefix}, set by hand.`;
	const before = states.slice(0, inUse.range.index);
	return before.length === 0
		? `Range in use: ${prefix}, the first of the twenty, since nothing overlaps it.`
		: `Range in use: ${prefix}, since ${reasons(before)}.`;
}

/** How the adapter in the text contradicts the walk; undefined if they agree. */
export function sayAdapter(at: CgnatRange | undefined, { inUse }: Walk): string | undefined {
	if (!at || at.index === inUse?.range.index) return undefined;
	return `In this text Client Connector’s adapter has ${adapterText(at)}, which is in ${at.prefix}: it has not moved yet, or it chooses by another order than this model.`;
}
