/** Compares the rules as saved by iptables-save with those printed by the engine. */
import { printSave, type Release, type RuleSet } from '$lib/iptables';

/** The first line in which the saved forms differ, without comments and counters. */
export function savedRows(expected: string, printed: string): readonly [string, string, string] {
	const lines = (text: string) =>
		text
			.replace(/^#.*\n/gm, '')
			.replace(/^\[\d+:\d+\] |\s\[\d+:\d+\]$/gm, '')
			.trimEnd()
			.split('\n');
	const wanted = lines(expected);
	const found = lines(printed);
	const at = Array.from({ length: Math.max(wanted.length, found.length) }, (_, i) => i).find(
		(i) => wanted[i] !== found[i]
	);
	return at === undefined
		? ['saved', '', '']
		: [`saved, line ${at + 1}`, wanted[at] ?? 'end', found[at] ?? 'end'];
}

/** The release that printed the saved form: 1.8.9, unless only 1.8.11 prints it like that. */
export function releaseOf(saved: string | undefined, ruleSet: RuleSet): Release {
	if (saved === undefined) return '1.8.9';
	const agrees = (version: Release) => savedRows(saved, printSave(ruleSet, { version }))[1] === '';
	return !agrees('1.8.9') && agrees('1.8.11') ? '1.8.11' : '1.8.9';
}
