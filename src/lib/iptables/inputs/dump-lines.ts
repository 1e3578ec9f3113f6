/** What the lines of a dump are made of. */
import type { Span } from '$lib/net';
import { tableNames, type Counters, type TableName } from '../ruleset';
import { restoreWords, type Piece } from '../words/restore';
import type { PlacedWords } from './collector';

/** `[packets:bytes]` in front of a rule, or behind a policy. */
export const counterPair = /^\[(\d+):(\d+)\]/;

export function isTableName(name: string): name is TableName {
	return tableNames.some((each) => each === name);
}

/** What a `counterPair` says. */
export function counters(pair: RegExpExecArray | null): Counters | undefined {
	const [, packets = '0', bytes = '0'] = pair ?? [];
	// Zero is what a rule without counters has.
	return packets === '0' && bytes === '0'
		? undefined
		: { packets: BigInt(packets), bytes: BigInt(bytes) };
}

/** The words of a line from `offset` on; their places are found when they are asked for. */
export function wordsOfLine(line: string, number: number, offset: number): PlacedWords {
	const text = offset === 0 ? line : line.slice(offset);
	let pieces: Piece[] | undefined;
	return {
		texts: restoreWords(text),
		from: 0,
		origin: { line: number, column: offset + 1, endColumn: line.length + 1 },
		place(word) {
			if (!pieces) {
				pieces = [];
				restoreWords(text, pieces);
			}
			const { start, end } = pieces[word] ?? { start: 0, end: text.length };
			return { line: number, column: offset + start + 1, endColumn: offset + end + 1 };
		}
	};
}

/** The place of a whole line; `number` counts from 1. */
export function whole(line: string, number: number): Span {
	return { line: number, column: 1, endColumn: line.length + 1 };
}
