import { printRule, type PrintContext, type Rule } from '$lib/iptables';
import type { RuleTrace } from '$lib/netfilter';
import type { RulePart } from '../answer';

interface Group {
	/** `-s`, `--dport`, `-m tcp`: as a test names the option that it comes from. */
	readonly name: string;
	readonly text: string;
	/** The match that it stands behind; undefined before the first. */
	readonly match: string | undefined;
}

/** Words of a printed rule; what is quoted is one word. */
function words(printed: string): readonly string[] {
	return printed.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
}

/** A printed rule by its options, each with its value; the target with all that belongs to it. */
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

/** The rule's options, each with what became of its test. */
export function ruleParts(rule: Rule, trace: RuleTrace, style: PrintContext): readonly RulePart[] {
	const { tests, failed, matched } = trace;
	const asked = failed ?? tests.length;

	function stateOf(index: number): RulePart['state'] {
		if (index === failed) return 'failed';
		return index < asked ? 'matched' : 'unasked';
	}

	const parts: RulePart[] = [];
	const told = new Set<number>();
	for (const { name, text, match } of groups(printRule(rule, style))) {
		if (name === '-j' || name === '-g') {
			parts.push({ text, state: matched ? 'matched' : 'unasked' });
			continue;
		}
		const index = tests.findIndex(
			(test, at) => test.option === name && test.match === match && !told.has(at)
		);
		if (index >= 0) told.add(index);
		parts.push({ text, state: index < 0 ? 'unasked' : stateOf(index) });
	}
	// What could not be read is not printed either, but it is what makes the outcome unknown.
	const unread = tests.flatMap(({ option, match }, index) =>
		match === undefined && !told.has(index) && !option.startsWith('-')
			? [{ text: option, state: stateOf(index) }]
			: []
	);
	return [...parts.slice(0, -1), ...unread, ...parts.slice(-1)];
}
