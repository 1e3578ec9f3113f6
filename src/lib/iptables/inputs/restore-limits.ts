/**
 * iptables-restore's limits for a line.
 * Source: https://git.netfilter.org/iptables/tree/iptables/xshared.c (add_param, add_argv)
 */
import type { Complaint } from '../extension';

/** The size of the line buffer, including the terminator. */
const LINE_ROOM = 10_240;
export const WORD_ROOM = 1024;
/** Of 255 slots for words, one stays empty, and three are for the program and its table. */
const MOST_WORDS = 251;

/** Why a line is too long; undefined if it is not. */
export function lineComplaint(line: string): Complaint | undefined {
	if (line.length < LINE_ROOM - 1) return undefined;
	return {
		code: 'line-too-long',
		message: `iptables-restore takes a line after ${LINE_ROOM - 1} characters for two.`,
		help: 'Shorten it.'
	};
}

/** Why a line has too many words, or too long ones; undefined if it has not. */
export function wordsComplaint(words: readonly string[]): Complaint | undefined {
	if (words.length > MOST_WORDS) {
		return {
			code: 'too-many-words',
			message: `A line of a dump has at most ${MOST_WORDS} words; this one has ${words.length}.`,
			help: 'Make two rules of it.'
		};
	}
	const long = words.find((word) => word.length >= WORD_ROOM);
	if (long === undefined) return undefined;
	return {
		code: 'word-too-long',
		message: `A word of a dump has at most ${WORD_ROOM - 1} characters; this one has ${long.length}.`,
		help: 'Make two rules of it.'
	};
}
