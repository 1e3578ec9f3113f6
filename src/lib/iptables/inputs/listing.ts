/**
 * The output of `iptables -L -n -v`, with or without line numbers. It is meant for people and omits
 * things.
 */
import type { Family } from '../ruleset';
import type { Lines } from '../words/lines';
import type { Collector } from './collector';
import { chainsIn, tablesIn, type ListedChain, type ListedLine } from './listed-chains';
import { ListedTable, wholeLine } from './listed-table';
import { ShownTables, type Stretch } from './shown-tables';
import { shownLines } from './typed';

export function readListing(collector: Collector, lines: Lines): void {
	const { problems, settings } = collector;
	const chains = chainsIn(shownLines(lines, problems));
	const [first] = chains;
	if (!first) return;
	problems.push({
		code: 'listing',
		severity: 'info',
		message:
			'A listing is made for people: it rounds counters, shortens names and shows nothing of some matches. The rules here are read back as far as that goes.',
		help: 'The output of iptables-save is exact.',
		span: wholeLine(first.head)
	});
	const given = settings.familyGiven ? settings.family : undefined;
	const tables = new ShownTables(tablesIn(chains).map(stretchOf), given);
	problems.push(...tables.problems);
	for (const { name, family, parts } of tables.list())
		new ListedTable(collector, family, name).read(parts);
}

/** The names in a row at the place of a target. */
function targetIn({ text }: ListedLine): readonly string[] {
	const [, target] = /^\s*(?:\d+[KMGT]?\s+){0,3}([A-Z]\w+)\s/.exec(text) ?? [];
	return target === undefined ? [] : [target];
}

function stretchOf(chains: readonly ListedChain[]): Stretch<ListedChain> {
	const [head] = chains;
	const rules = chains.flatMap((chain) => chain.rules);
	const signs = rules.map(({ text }) => listedSign(text));
	return {
		parts: chains,
		builtIn: chains.flatMap(({ name, policy }) => (policy === undefined ? [] : [name])),
		own: chains.flatMap(({ name, policy }) => (policy === undefined ? [name] : [])),
		used: rules.flatMap(targetIn),
		sign: signs.find((each) => each !== undefined),
		typed: head?.typed,
		touched: rules.length > 0 || chains.some(({ policy }) => policy !== 'ACCEPT'),
		span: wholeLine(head?.head ?? { text: '', number: 1 })
	};
}

/** The family of a rule's addresses. */
function listedSign(line: string): Family | undefined {
	const text = line.replace(/\/\*.*|".*/, '');
	if (/\s!?[0-9a-f]*:[0-9a-f]*:/.test(text)) return 'ipv6';
	return /\s!?\d+\.\d+\.\d+\.\d+/.test(text) ? 'ipv4' : undefined;
}
