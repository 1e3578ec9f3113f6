/**
 * The options of iptables-restore.
 * Source: https://git.netfilter.org/iptables/tree/iptables/iptables-restore.c
 */
import { isTableName, type Backend } from '../ruleset';

export interface RestoreOptions {
	/** --noflush */
	readonly keep: boolean;
	/** --counters: those of the dump are kept. */
	readonly counters: boolean;
	/** --test, or --help or --version: nothing is loaded. */
	readonly test: boolean;
	/** --help or --version: nothing is read. */
	readonly ends: boolean;
	/** --table: the only table that is loaded. */
	readonly table?: string;
	/** --verbose */
	readonly verbose: boolean;
	/** It reads a file, not its input. */
	readonly file: boolean;
}

const longNames = [
	'counters',
	'verbose',
	'version',
	'test',
	'help',
	'noflush',
	'modprobe',
	'table',
	'wait',
	'wait-interval'
] as const;

/** The long name that a word stands for, in full or abbreviated. */
function longName(word: string): string | undefined {
	const begun = longNames.filter((name) => name.startsWith(word));
	return begun.find((name) => name === word) ?? (begun.length === 1 ? begun[0] : undefined);
}

const short: Readonly<Record<string, string>> = {
	c: 'counters',
	h: 'help',
	n: 'noflush',
	t: 'test',
	V: 'version',
	v: 'verbose',
	T: 'table',
	M: 'modprobe'
};

export function restoreOptions(words: readonly string[]): RestoreOptions {
	const given = new Map<string, string>();
	let file = false;
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		const [, long, glued] = /^--([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
		const name = long === undefined ? undefined : longName(long);
		if (name !== undefined) {
			const takes = name === 'table' || name === 'modprobe';
			given.set(name, glued ?? (takes ? (words[++at] ?? '') : ''));
		} else if (/^-[^-]/.test(word)) {
			for (let place = 1; place < word.length; place++) {
				const letter = word.charAt(place);
				const rest = word.slice(place + 1);
				const means = short[letter] ?? letter;
				const takes = letter === 'T' || letter === 'M';
				given.set(means, takes ? rest || (words[++at] ?? '') : '');
				// The seconds of -w may follow it.
				if (takes || letter === 'w' || letter === 'W') break;
			}
		} else file ||= !/^-/.test(word) && !/^-[wW]$|^--wait/.test(words[at - 1] ?? '');
	}
	const table = given.get('table');
	return {
		keep: given.has('noflush'),
		counters: given.has('counters'),
		verbose: given.has('verbose'),
		test: ['test', 'help', 'version'].some((name) => given.has(name)),
		ends: given.has('help') || given.has('version'),
		file,
		...(table !== undefined && { table })
	};
}

/** A dump with the lines of one table; others are left empty. An unknown table name is an error:
 * for nft always, for legacy if none is given. */
export function onlyTable(text: string, table: string, backend: Backend): string {
	let within = true;
	return text
		.split('\n')
		.map((line) => {
			const begun = /^\*[ \t]*([^ \t\r]*)/.exec(line)?.[1];
			if (begun === '' || (begun !== undefined && backend === 'nft' && !isTableName(begun)))
				return line;
			if (begun !== undefined) within = begun === table;
			return within ? line : '';
		})
		.join('\n');
}
