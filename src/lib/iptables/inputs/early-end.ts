/**
 * -h and -V in a dump end iptables-restore, with success. iptables-nft-restore looks at the rule set
 * only at COMMIT: until then, only a line that it can't read stops it.
 */
import { isRefusal } from '../commands/parser';
import type { Family, TableName } from '../ruleset';
import type { Lines } from '../words/lines';
import { readChainLine } from './chain-line';
import type { Collector } from './collector';
import { ruleCounters, withCounters, wordsOfLine } from './dump-lines';
import { lineComplaint, wordsComplaint } from './restore-limits';

/** Looks like -h or -V, combined with other letters or not. */
const perhaps = /(?:^|\s)-(?:-h|-v|\w*[hV])/;

function lastLine(lines: Lines, from: number): number {
	for (let index = from; index < lines.count; index++)
		if (lines.line(index) === 'COMMIT') return index;
	return lines.count;
}

interface OfTable {
	readonly family: Family;
	readonly table: TableName;
	/** iptables-restore is called with -c. */
	readonly counters: boolean;
}

/** The line, from 0, that ends the program within the table whose lines begin at `from`. */
export function earlyEnd(
	collector: Collector,
	lines: Lines,
	from: number,
	{ family, table, counters }: OfTable
): number | undefined {
	const end = lastLine(lines, from);
	let some = false;
	for (let index = from; index < end && !some; index++) some = perhaps.test(lines.line(index));
	if (!some) return undefined;
	const place = { family, table, backend: collector.settings.backend, counted: counters };
	const announced = new Set<string>();
	for (let index = from; index < end; index++) {
		const line = lines.line(index);
		if (lineComplaint(line)) return undefined;
		if (line === '' || line.startsWith('#')) continue;
		if (line.startsWith(':')) {
			const reading = readChainLine(line, place);
			if ('code' in reading) return undefined;
			announced.add(reading.chain);
			continue;
		}
		const pair = ruleCounters(line);
		const words = pair && wordsOfLine(line, index + 1, pair.length);
		if (!words || wordsComplaint(words.texts)) return undefined;
		const own = { restoring: table, announced };
		const all = counters ? withCounters(words, pair) : words;
		const reading = collector.peek(all, family, own);
		if (isRefusal(reading)) return undefined;
		if (reading.action.kind === 'nothing' && reading.action.ends) return index;
	}
	return undefined;
}
