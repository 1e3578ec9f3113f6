import type { SavedRules } from '../commands/saved';
import { counterPair, counters } from './dump-lines';
import type { LineRule } from './dump-memory';
import { WORD_ROOM } from './restore-limits';

/** A line of a dump that is clearly a rule, with or without counters; undefined if it needs a
 * closer look. `number` counts from 1. */
export function plainRule(saved: SavedRules, line: string, number: number) {
	// A shorter line can have no word that is too long.
	if (line.length >= WORD_ROOM) return undefined;
	const pair = line.charCodeAt(0) === 0x5b ? counterPair.exec(line) : null;
	const offset = pair ? pair[0].length : 0;
	if (pair && line.charCodeAt(offset) !== 0x20) return undefined;
	const reading = saved.read(pair ? line.slice(offset + 1) : line);
	if (!reading) return undefined;
	const { header, chain, tail } = reading;
	const { matches, target, placed } = tail;
	const origin = { line: number, column: offset + 1, endColumn: line.length + 1 };
	const own = pair ? counters(pair) : undefined;
	const rule: LineRule = { header, matches, target, counters: own, unread: undefined, origin };
	return { rule, chain, placed };
}
