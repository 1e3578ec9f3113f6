import { printRule, type PrintContext, type Rule } from '$lib/iptables';
import type { RuleTrace } from '$lib/netfilter';
import type { RulePart } from '../answer';

interface Group {
	/** `-s`, `--dport`, `-m tcp`: the name by which a test refers to its option. */
	readonly name: string;
	readonly text: string;
	/** The match that it follows; undefined before the first. */
	readonly match: string | undefined;
}

/** The words of a printed rule; a quoted string is one word. */
function words(printed: string): readonly string[] {
	return printed.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
}

/** Splits a printed rule into its options, each with its value, and the target with its options. */
function groups(printed: string): readonly Group[] {
	const found: { name: string; words: string[]; match: string | undefined }[] = [];
	let match: string | undefined;
	let inverted = false;
	for (const word of words(printed)) {
		const last = found.at(-1);
		const inTarget = last?.name === '-j' || last?.name === '-g';
		if (word === '!' && !inTarget) {
			inverted = true;
			continue;
		}
		if (!/^-{1,2}[a-z]/i.test(word) || inTarget) {
			last?.words.push(word);
			if (last?.name === '-m') {
				match = word;
				last.match = match;
				last.name = `-m ${word}`;
			}
			continue;
		}
		found.push({ name: word, words: inverted ? ['!', word] : [word], match });
		inverted = false;
	}
	return found.map((group) => ({ ...group, text: group.words.join(' ') }));
}

/** The rule's options, each with the result of its test. */
export function ruleParts(rule: Rule, trace: RuleTrace, style: PrintContext): readonly RulePart[] {
	const { tests, failed, matched } = trace;
	const asked = failed ?? tests.length;

	function stateOf(index: number): RulePart['state'] {
		if (index === failed) return 'failed';
		return index < asked ? 'matched' : 'unasked';
	}

	const parts: RulePart[] = [];
	const placed = new Set<number>();
	for (const { name, text, match } of groups(printRule(rule, style))) {
		if (name === '-j' || name === '-g') {
			parts.push({ text, state: matched ? 'matched' : 'unasked' });
			continue;
		}
		const index = tests.findIndex(
			(test, at) => test.option === name && test.match === match && !placed.has(at)
		);
		if (index >= 0) placed.add(index);
		parts.push({ text, state: index < 0 ? 'unasked' : stateOf(index) });
	}
	// A part that could not be read is not printed either, but it makes the outcome unknown.
	const unread = tests.flatMap(({ option, match }, index) =>
		match === undefined && !placed.has(index) && !option.startsWith('-')
			? [{ text: option, state: stateOf(index) }]
			: []
	);
	return [...parts.slice(0, -1), ...unread, ...parts.slice(-1)];
}
