import { read, type InputKind, type Reading, type RuleSet } from '$lib/iptables';
import { ranges, type CgnatRange } from '$lib/cgnat';
import { applyEdits, type TextEdit } from '$lib/text';
import { compareGrids, sayOctets, type Comparison } from './compare';
import { diffOf, type Diff } from './diff';
import { gridOf, isBroken, type Cell, type Grid } from './grid';
import { mendsOf, type Mend } from './mend';
import { namingRules, type NamedRanges, type NamingRule } from './naming-rules';
import type { Owner } from './owner';
import { sourceText, type SourceText } from './source-text';

export type OfferedMend = Mend & { readonly diff: Diff };

/** A rule that names the range, as the page tells of it. */
export type NamedRule = {
	/** `filter INPUT, rule 2` */
	readonly place: string;
	readonly line: number;
	readonly text: string;
	readonly owner?: Owner;
	readonly tests: readonly {
		/** What it covers, in words. */
		readonly covers: string;
		readonly mends: readonly OfferedMend[];
		/** Why it has no mend though it does not cover all; empty where it needs none. */
		readonly unmended: string;
	}[];
};

export type Report = {
	readonly kind: InputKind;
	/** IPv4 rules in all tables. */
	readonly rules: number;
	/** Commands that iptables refuses. */
	readonly refused: number;
	/** Something in the text is said against, be it refused or only doubted. */
	readonly problems: number;
	readonly grid: Grid;
	/** The grid in one sentence. */
	readonly said: string;
	/** For each range, whether all is well with the adapter in it, in one sentence. */
	readonly saidAt: readonly string[];
	readonly named: readonly NamedRule[];
};

function countRules({ tables }: RuleSet): number {
	return tables.reduce(
		(sum, { chains }) => sum + chains.reduce((rules, chain) => rules + chain.rules.length, 0),
		0
	);
}

/** How rules mostly write the options that have a short name. */
const options: Readonly<Record<string, string>> = { source: '-s', destination: '-d' };

function sayCovers({ test, adapters, coverage, together }: NamedRanges): string {
	const written = options[test.option] ?? `--${test.option}`;
	const option = test.inverted ? `! ${written}` : written;
	const touched = ranges.filter(({ index }) => coverage[index] !== 'none');
	if (adapters.length === ranges.length) return `${option} covers all twenty ranges`;
	if (touched.length === 0) return `${option} covers none of the twenty ranges`;
	if (adapters.length === 0)
		return `${option} covers a part of ${sayOctets(touched.map(({ octet }) => octet))}, without the adapter's address`;
	const beside = together ? '; with the rules beside it, all twenty' : '';
	return `${option} covers the adapter in ${adapters.length} of 20 ranges (${sayOctets(adapters)})${beside}`;
}

function whyUnmended(kind: InputKind, { test, adapters, together }: NamedRanges): string {
	if (adapters.length === 0 || (!test.inverted && together)) return '';
	if (kind === 'listing') return 'A listing can’t be loaded again: paste iptables-save to mend it.';
	if (test.side === undefined) return 'It asks for the connection’s addresses: change it by hand.';
	return 'Its address is put together from parts: change it by hand.';
}

function told(source: SourceText, reading: Reading, naming: NamingRule): NamedRule {
	const { table, chain, number, origin, text, owner, named } = naming;
	return {
		place: `${table} ${chain}, rule ${number}`,
		line: origin.line,
		text,
		...(owner && { owner }),
		tests: named.map((each) => {
			const mends = mendsOf(source, reading.kind, reading.ruleSets.ipv4, naming, each).map(
				(mend) => ({ ...mend, diff: diffOf(source.text, mend.edit) })
			);
			const needed = !owner && mends.length === 0;
			return {
				covers: sayCovers(each),
				mends,
				unmended: needed ? whyUnmended(reading.kind, each) : ''
			};
		})
	};
}

/**
 * What a shift does to the rules of a text: the grid, and every rule that names the range with its
 * mends.
 *
 * @param uplink name of the interface that leads to the network
 * @param progress told the share of the grid that is done, 0 to 1
 */
export function report(text: string, uplink: string, progress?: (share: number) => void): Report {
	const reading = read(text);
	const { ipv4 } = reading.ruleSets;
	const source = sourceText(text);
	const grid = gridOf(ipv4, uplink, progress);
	return {
		kind: reading.kind,
		rules: countRules(ipv4),
		refused: reading.refusals.length,
		problems: reading.problems.length,
		named: namingRules(ipv4).map((naming) => told(source, reading, naming)),
		grid,
		said: sayGrid(grid),
		saidAt: ranges.map((range) => sayRange(grid, range))
	};
}

function sayCell({ outcome, by }: Cell): string {
	return outcome === 'lost' ? `lost: ${by}` : `${outcome} by ${by}`;
}

/** The grid in one sentence: whether all is well, else the first range that breaks, and by what. */
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
	/** Commands that iptables refuses with the mend and did not without it. */
	readonly refused: number;
	/** Lines of later commands that count rules by number, and now count more or fewer of them. */
	readonly counting: readonly number[];
};

/** How many rules the commands make, whatever others delete of them. */
function madeRules({ commands }: Reading): number {
	return commands.reduce(
		(sum, { effect }) => sum + ('rules' in effect ? effect.rules.length : 0),
		0
	);
}

/** Lines after `from` of commands that name a rule by its number. */
function countingLines({ commands }: Reading, from: number): readonly number[] {
	return commands
		.filter(({ line, effect }) => {
			if (line <= from) return false;
			if (effect.kind === 'insert') return effect.position > 1;
			return effect.kind === 'replace' || effect.kind === 'delete-number';
		})
		.map(({ line }) => line);
}

/** Compares the rules of a text with those of the same text after a mend. */
export function weigh(text: string, edit: TextEdit, uplink: string, before: Grid): Weighed {
	const old = read(text);
	const now = read(applyEdits(text, [edit]));
	const grid = gridOf(now.ruleSets.ipv4, uplink);
	return {
		...compareGrids(before, grid),
		grid,
		refused: Math.max(0, now.refusals.length - old.refusals.length),
		counting: madeRules(old) === madeRules(now) ? [] : countingLines(old, diffOf(text, edit).line)
	};
}
