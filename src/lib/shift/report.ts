import { read, type InputKind, type Reading, type RuleSet } from '$lib/iptables';
import { ranges, type CgnatRange } from '$lib/cgnat';
import { applyEdits } from '$lib/text';
import { compareGrids, sayOctets, type Comparison } from './compare';
import { gridOf, isBroken, type Cell, type Grid } from './grid';
import { namedRule, type NamedRule, type OfferedFix } from './named-rule';
import { namingRules } from './naming-rules';
import { runCommands } from './run-commands';
import { sourceText } from './source-text';

export type Report = {
	readonly kind: InputKind;
	/** IPv4 rules in all tables. */
	readonly rules: number;
	/** Commands that iptables refuses. */
	readonly refused: number;
	/** Problems of the text, errors and warnings. */
	readonly problems: number;
	readonly grid: Grid;
	/** The grid in one sentence. */
	readonly said: string;
	/** For each range, the result with the adapter in it, in one sentence. */
	readonly saidAt: readonly string[];
	readonly named: readonly NamedRule[];
};

function countRules({ tables }: RuleSet): number {
	return tables.reduce(
		(sum, { chains }) => sum + chains.reduce((rules, chain) => rules + chain.rules.length, 0),
		0
	);
}

/**
 * What a shift does to the rules of a text: the grid, and every rule that names the range with its
 * fixes.
 *
 * @param uplink name of the interface to the network
 * @param progress called with the share of the grid that is done, 0 to 1
 */
export function report(text: string, uplink: string, progress?: (share: number) => void): Report {
	const reading = read(text);
	const { ipv4 } = reading.ruleSets;
	const source = sourceText(text);
	const { ipsets } = reading;
	const grid = gridOf(ipv4, uplink, ipsets, progress);
	return {
		kind: reading.kind,
		rules: countRules(ipv4),
		refused: reading.refusals.length,
		problems: reading.problems.length,
		named: namingRules(ipv4, ipsets).map((naming) => namedRule(source, reading, naming)),
		grid,
		said: sayGrid(grid),
		saidAt: ranges.map((range) => sayRange(grid, range))
	};
}

function sayCell({ outcome, by }: Cell): string {
	return outcome === 'lost' ? `lost: ${by}` : `${outcome} by ${by}`;
}

/** The grid in one sentence: that everything passes, else the first range that breaks, and why. */
function sayGrid({ rows, firstBreak, unknown }: Grid): string {
	if (!firstBreak)
		return unknown.length === 0
			? 'Every flow that Client Connector needs passes in all twenty ranges.'
			: `No flow that Client Connector needs is dropped for certain; in ${sayOctets(unknown.map(({ octet }) => octet))} it depends on what can’t be known here.`;
	const { range, flows } = firstBreak;
	const broken = ranges.filter(({ index }) =>
		rows.some(({ flow, cells }) => {
			const cell = cells[index];
			return flow.kind === 'needed' && cell !== undefined && isBroken(cell);
		})
	);
	const [first] = flows;
	const names = flows.map(({ name }) => name).join('; ');
	const by = first ? sayCell(first.cell) : '';
	return broken.length === ranges.length
		? `Breaks in every range, ${range.prefix} already: ${names} (${by}).`
		: `First breaks in ${range.prefix}: ${names} (${by}). ${broken.length} of 20 ranges break.`;
}

function sayRange({ rows }: Grid, { index, prefix }: CgnatRange): string {
	const failing = rows.flatMap(({ flow, cells }) =>
		flow.kind === 'needed' && cells[index]?.outcome !== 'passes' ? [flow.name] : []
	);
	return failing.length === 0
		? `At the range in use, ${prefix}, every needed flow passes.`
		: `At the range in use, ${prefix}, not: ${failing.join('; ')}.`;
}

export type Weighed = Comparison & {
	readonly grid: Grid;
	/** Commands that iptables refuses with the fix but not without it. */
	readonly refused: number;
	/** Lines of later commands that refer to a rule by a number that the fix shifts. */
	readonly counting: readonly number[];
	/** Commands with the same effect on the machine, if the text is printed rules that can't be loaded. */
	readonly commands: readonly string[];
};

/** How many rules the commands make, even if others delete some of them. */
function madeRules({ commands }: Reading): number {
	return commands.reduce(
		(sum, { effect }) => sum + ('rules' in effect ? effect.rules.length : 0),
		0
	);
}

/** Lines after `from` whose commands refer to a rule by its number. */
function countingLines({ commands }: Reading, from: number): readonly number[] {
	return commands
		.filter(({ line, effect }) => {
			if (line <= from) return false;
			if (effect.kind === 'insert') return effect.position > 1;
			return effect.kind === 'replace' || effect.kind === 'delete-number';
		})
		.map(({ line }) => line);
}

/** Compares the rules of a text with those of the same text after a fix. */
export function weigh(
	text: string,
	fix: Pick<OfferedFix, 'edit' | 'diff' | 'of'>,
	uplink: string,
	before: Grid
): Weighed {
	const old = read(text);
	const { kind } = old;
	const now = read(applyEdits(text, [fix.edit]), { kind });
	const grid = gridOf(now.ruleSets.ipv4, uplink, now.ipsets);
	return {
		...compareGrids(before, grid),
		grid,
		refused: Math.max(0, now.refusals.length - old.refusals.length),
		counting: madeRules(old) === madeRules(now) ? [] : countingLines(old, fix.diff.line),
		commands:
			kind === 'rules' || kind === 'listing'
				? runCommands(old.ruleSets.ipv4, now.ruleSets.ipv4, fix)
				: []
	};
}
