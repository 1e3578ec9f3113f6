import type { IpSet, RuleSet } from '$lib/iptables';
import {
	Stack,
	type Decider,
	type Host,
	type Packet,
	type Passage,
	type StackOptions
} from '$lib/netfilter';
import { ranges, type CgnatRange } from '$lib/cgnat';
import { everyOutcome } from './every-outcome';
import { cgnatFlows, type CgnatFlow } from './flows';
import { hostAt } from './host';

export type Outcome = 'passes' | 'DROP' | 'REJECT' | 'lost' | 'unknown';

/** The outcome of a flow with the adapter in one range. */
export type Cell = {
	readonly outcome: Outcome;
	/** What decided, in words: `filter INPUT, rule 6`. */
	readonly by: string;
	/** The line of the rule that decided. */
	readonly line?: number;
	/** What differs from the cell of 100.64.0.0/16: the outcome, or only what decides. */
	readonly differs: 'outcome' | 'by' | undefined;
};

export type Row = {
	readonly flow: Pick<CgnatFlow, 'id' | 'name' | 'about' | 'kind'>;
	/** One per range, in order. */
	readonly cells: readonly Cell[];
};

export type Break = {
	readonly range: CgnatRange;
	/** The needed flows that do not pass there. */
	readonly flows: readonly { readonly name: string; readonly cell: Cell }[];
};

export type Grid = {
	readonly rows: readonly Row[];
	/** The first range in which a needed flow certainly does not pass. */
	readonly firstBreak: Break | undefined;
	/** Ranges in which it can't be known whether a needed flow passes. */
	readonly unknown: readonly CgnatRange[];
};

type Decided = Omit<Cell, 'differs'>;

function lineOf(ruleSet: RuleSet, table: string, chain: string, rule: number): number | undefined {
	return ruleSet.tables
		.find(({ name }) => name === table)
		?.chains.find(({ name }) => name === chain)?.rules[rule - 1]?.origin.line;
}

function place(ruleSet: RuleSet, by: Decider): Pick<Cell, 'by' | 'line'> {
	if ('cause' in by) return { by: `the kernel in ${by.hook}: ${by.because}` };
	if ('policy' in by) return { by: `policy of ${by.table} ${by.chain}` };
	const line = lineOf(ruleSet, by.table, by.chain, by.rule);
	const words = `${by.table} ${by.chain}, rule ${by.rule}`;
	return line === undefined ? { by: words } : { by: words, line };
}

/** What accepted a packet in the filter table: the last rule that did, else the policy. */
function letThrough(ruleSet: RuleSet, { matched, policies }: Passage): Decided {
	const rule = matched.findLast(({ table, target }) => table === 'filter' && target === 'ACCEPT');
	if (rule) return { outcome: 'passes', ...place(ruleSet, rule) };
	const policy = policies.findLast(({ table }) => table === 'filter');
	if (policy) return { outcome: 'passes', by: `policy of ${policy.table} ${policy.chain}` };
	return { outcome: 'passes', by: 'the default of ACCEPT' };
}

function decidedOf(ruleSet: RuleSet, passage: Passage | undefined): Decided {
	if (!passage) return { outcome: 'unknown', by: 'the packet that it answers was lost' };
	if (passage.verdict !== 'ACCEPT') {
		const { verdict, decidedBy, because } = passage;
		const by = decidedBy ? place(ruleSet, decidedBy) : { by: because ?? 'the kernel' };
		return { outcome: verdict, ...by };
	}
	if (passage.lost) return { outcome: 'lost', by: passage.because ?? passage.lost };
	return letThrough(ruleSet, passage);
}

type Oracle = StackOptions['oracle'];

/** What the flows run against. */
type Against = {
	readonly ruleSet: RuleSet;
	readonly host: Host;
	readonly set: (name: string) => IpSet | undefined;
};

/**
 * The outcome of a flow: its first packet that does not pass decides; if all pass, the last incoming
 * one, since a reply passes by another rule than the packet that it answers.
 */
function runOnce(
	{ ruleSet, host, set }: Against,
	packets: readonly Packet[],
	oracle: Oracle
): Decided {
	const stack = new Stack(ruleSet, host, { record: 'matched', set, ...(oracle && { oracle }) });
	let shown: Decided | undefined;
	for (const packet of packets) {
		const decided = decidedOf(ruleSet, stack.send(packet));
		if (decided.outcome !== 'passes') return decided;
		if (packet.direction === 'in' || !shown) shown = decided;
	}
	return shown ?? { outcome: 'passes', by: 'no packet' };
}

/** As {@link runOnce}, and unknown if the outcome depends on something that can't be known. */
function runFlow(against: Against, packets: readonly Packet[]): Decided {
	const { all, unknowns } = everyOutcome((oracle) => runOnce(against, packets, oracle));
	const [first = { outcome: 'unknown', by: '' }, ...others] = all;
	if (others.every(({ outcome }) => outcome === first.outcome)) return first;
	return { outcome: 'unknown', by: unknowns.join('; ') };
}

function differs(cell: Decided, first: Decided | undefined): Cell['differs'] {
	if (cell.outcome !== first?.outcome) return 'outcome';
	return cell.by === first.by ? undefined : 'by';
}

export function isBroken({ outcome }: Pick<Cell, 'outcome'>): boolean {
	return outcome !== 'passes' && outcome !== 'unknown';
}

function firstBreak(rows: readonly Row[]): Break | undefined {
	const needed = rows.filter(({ flow }) => flow.kind === 'needed');
	for (const range of ranges) {
		const flows = needed.flatMap(({ flow, cells }) => {
			const cell = cells[range.index];
			return cell && isBroken(cell) ? [{ name: flow.name, cell }] : [];
		});
		if (flows.length > 0) return { range, flows };
	}
	return undefined;
}

/**
 * Runs the flows of Client Connector against a rule set with the adapter in each of the twenty
 * ranges in turn, each flow on its own.
 *
 * @param uplink name of the interface to the network
 * @param sets the ipsets that the text makes
 * @param progress called with the share that is done, 0 to 1
 */
export function gridOf(
	ruleSet: RuleSet,
	uplink: string,
	sets: readonly IpSet[] = [],
	progress?: (share: number) => void
): Grid {
	const byName = new Map(sets.map((set) => [set.name, set]));
	const set = (name: string) => byName.get(name);
	const rows = cgnatFlows.map(({ packets, id, name, about, kind }, index): Row => {
		progress?.(index / cgnatFlows.length);
		const cells = ranges.map((range) =>
			runFlow({ ruleSet, set, host: hostAt(range, uplink) }, packets(range, uplink))
		);
		const [first] = cells;
		return {
			flow: { id, name, about, kind },
			cells: cells.map((cell) => ({
				...cell,
				differs: differs(cell, first)
			}))
		};
	});
	const needed = rows.filter(({ flow }) => flow.kind === 'needed');
	const unknown = ranges.filter(({ index }) =>
		needed.some(({ cells }) => cells[index]?.outcome === 'unknown')
	);
	return { rows, firstBreak: firstBreak(rows), unknown };
}
