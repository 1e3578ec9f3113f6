/** A verdict in words: "ACCEPT if it comes in on lo; else DROP by INPUT 6". */
import { sayBox } from './say-condition';
import type { Case, PacketResult } from './simulate';
import type { Passage } from './passage';

/** The rule or policy that decided, short: `INPUT 6`, `nat PREROUTING 2`, `the policy of INPUT`. */
function sayDecider({ decidedBy }: Pick<Passage, 'decidedBy'>): string | null {
	if (!decidedBy) return null;
	if ('cause' in decidedBy) return `the kernel in ${decidedBy.hook}`;
	const chain =
		decidedBy.table === 'filter' ? decidedBy.chain : `${decidedBy.table} ${decidedBy.chain}`;
	return 'rule' in decidedBy ? `${chain} ${decidedBy.rule}` : `the policy of ${chain}`;
}

/** One outcome: `ACCEPT`, `DROP by INPUT 6`, `lost: there is no route to 192.0.2.9`. */
function sayOutcome(passage: Passage): string {
	if (passage.lost !== null) return `lost: ${passage.because ?? passage.lost}`;
	const by = sayDecider(passage);
	return by === null ? passage.verdict : `${passage.verdict} by ${by}`;
}

/** How many boxes are spelled out before the rest is left to the "else". */
const MOST_BOXES = 3;

function condition({ conditions }: Case, several: boolean): string {
	const said = conditions.slice(0, MOST_BOXES).map((box) => sayBox(box, several));
	const more = conditions.length - said.length;
	return said.join(', or if ') + (more > 0 ? `, or in ${more} other cases` : '');
}

function size({ conditions }: Case): number {
	return conditions.reduce(
		(sum, { variables, assumptions }) => sum + variables.length + assumptions.length,
		0
	);
}

/** The cases in the order that reads best: the one that is hardest to describe is the else. */
export function orderCases(cases: readonly Case[]): readonly Case[] {
	if (cases.length < 2) return cases;
	const hardest = Math.max(...cases.map(size));
	const last = cases.findLast((each) => size(each) === hardest);
	return [...cases.filter((each) => each !== last), ...(last ? [last] : [])];
}

/** The verdict as one sentence without a full stop. */
export function sayVerdict({ cases, cut, given }: PacketResult, several = false): string {
	const ordered = orderCases(cases);
	const [only] = ordered;
	if (!only) return 'not sent: the packet it answers never arrived';
	const tail = [
		given === undefined ? '' : `, given that its state is ${given}`,
		cut ? ' (there are more cases than are listed)' : ''
	].join('');
	if (ordered.length === 1) return sayOutcome(only.passage) + tail;
	const said = ordered.map((each, i) =>
		i === ordered.length - 1
			? `else ${sayOutcome(each.passage)}`
			: `${sayOutcome(each.passage)} if ${condition(each, several)}`
	);
	return said.join('; ') + tail;
}

/** What happens to the copy that loops back to the sender; null if there is none. */
export function sayCopy({ copy, final }: Passage): string | null {
	if (!copy) return null;
	const by = sayDecider(copy);
	const way = final?.out ?? 'the same interface';
	const outcome = by === null ? copy.verdict : `${copy.verdict} by ${by}`;
	return `A copy of it comes back to this host on ${way}: ${outcome}.`;
}

/** What is assumed about a packet whose history is not described; null if nothing is. */
export function sayGiven({ given }: PacketResult): string | null {
	if (given === undefined) return null;
	const taken = `Its state is taken to be ${given}, as described, whatever came before it`;
	return given === 'ESTABLISHED' || given === 'RELATED'
		? `${taken}; its connection is taken as not translated.`
		: `${taken}.`;
}

/** What could not be known, each with its rule: for a partly unknown verdict. */
export function unknownsOf({ cases }: PacketResult): readonly string[] {
	const found = new Set<string>();
	for (const { conditions } of cases)
		for (const { assumptions } of conditions)
			for (const { place, because } of assumptions)
				found.add(`${place.table} ${place.chain}, rule ${place.rule}: ${because}`);
	return [...found];
}
