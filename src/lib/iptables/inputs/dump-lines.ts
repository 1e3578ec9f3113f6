/** The building blocks of a dump's lines. */
import type { Span } from '$lib/net';
import type { Counters } from '../ruleset';
import { restoreWords, type Piece } from '../words/restore';
import type { PlacedWords } from './collector';

/** `[packets:bytes]` before a rule, or after a policy. */
export const counterPair = /^\[(\d+):(\d+)\]/;

/** The value of a `counterPair`. */
export function counters(pair: RegExpExecArray | null): Counters | undefined {
	const [, packets = '0', bytes = '0'] = pair ?? [];
	// A rule without counters has zero.
	return packets === '0' && bytes === '0'
		? undefined
		: { packets: BigInt(packets), bytes: BigInt(bytes) };
}

/** The counters before a rule. */
export interface CountersInFront {
	/** Their length: zero if the line has none. */
	readonly length: number;
	readonly counters?: Counters | undefined;
	/** As they are written. */
	readonly texts?: readonly [packets: string, bytes: string];
}

/**
 * The counters before a rule; undefined if iptables-restore can't separate them. It reads the
 * numbers only when it is called with -c.
 * Source: tokenize_rule_counters, https://git.netfilter.org/iptables/tree/iptables/xshared.c
 */
export function ruleCounters(line: string): CountersInFront | undefined {
	if (line.charCodeAt(0) !== 0x5b) return { length: 0 };
	const pair = counterPair.exec(line);
	if (pair) {
		const [all, packets = '0', bytes = '0'] = pair;
		return { length: all.length, counters: counters(pair), texts: [packets, bytes] };
	}
	const [, packets, bytes] = /^\[:*([^:\]]+):\]*([^\]]+)/.exec(line) ?? [];
	const end = line.indexOf(']');
	if (packets === undefined || bytes === undefined || end <= 0) return undefined;
	return { length: end + 1, texts: [packets, bytes] };
}

/** The words of a line from `offset` on; their places are computed on demand. */
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

/** The span of a whole line; `number` counts from 1. */
export function whole(line: string, number: number): Span {
	return { line: number, column: 1, endColumn: line.length + 1 };
}

/** The words of a command with the option that iptables-restore -c derives from leading counters. */
export function withCounters(words: PlacedWords, { texts }: CountersInFront): PlacedWords {
	if (!texts) return words;
	const option = ['--set-counters', ...texts];
	return {
		...words,
		texts: [...option, ...words.texts],
		place: (word) => words.place(Math.max(0, word - option.length))
	};
}
