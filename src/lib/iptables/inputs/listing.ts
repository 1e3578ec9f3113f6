/**
 * What `iptables -L -n -v` prints, with or without line numbers. It is meant for people and leaves
 * things out.
 */
import type { Family } from '../ruleset';
import type { Lines } from '../words/lines';
import { BlockTables, otherFamily } from './block-tables';
import type { Collector } from './collector';
import { chainsIn, tablesIn } from './listed-chains';
import { ListedTable, wholeLine } from './listed-table';

export function readListing(collector: Collector, lines: Lines): void {
	const chains = chainsIn(lines);
	const [first] = chains;
	if (!first) return;
	const { number, text } = first.head;
	collector.problems.push({
		code: 'listing',
		severity: 'info',
		message:
			'A listing is made for people: it rounds counters, shortens names and shows nothing of some matches. The rules here are read back as far as that goes.',
		help: 'The output of iptables-save is exact.',
		span: { line: number, column: 1, endColumn: text.length + 1 }
	});
	const { settings } = collector;
	const blocks = new BlockTables(settings.familyGiven ? settings.family : undefined);
	for (const table of tablesIn(chains)) {
		const builtIn = table.filter(({ policy }) => policy !== undefined).map(({ name }) => name);
		const signs = table.flatMap(({ rules }) => rules.map(({ text: rule }) => listedSign(rule)));
		const sign = signs.find((each) => each !== undefined);
		const { name, family, unsure } = blocks.next(builtIn, sign);
		const [head] = table;
		if (unsure && head) collector.problems.push(otherFamily(name, wholeLine(head.head)));
		new ListedTable(collector, family, name).read(table);
	}
}

/** The family that the addresses of a rule are of. */
function listedSign(line: string): Family | undefined {
	const text = line.replace(/\/\*.*|".*/, '');
	if (/\s!?[0-9a-f]*:[0-9a-f]*:/.test(text)) return 'ipv6';
	return /\s!?\d+\.\d+\.\d+\.\d+/.test(text) ? 'ipv4' : undefined;
}
