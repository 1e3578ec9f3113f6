import {
	explainRule,
	matchExtension,
	targetExtension,
	type Family,
	type Rule
} from '$lib/iptables';
import type { Explanation, Place } from '$lib/editor';
import { optionsFor, shortName } from './known-options';
import { commandAt, wordsOf, type Word } from './words';

const verdicts: Readonly<Record<string, string>> = {
	ACCEPT: 'The packet passes this table; later tables and hooks are still asked.',
	DROP: 'The packet ends here, without an answer.',
	RETURN: 'Back to the chain that jumped here; in a built-in chain, its policy decides.'
};

/** The option that a word is, or belongs to as its value. */
function optionOf(words: readonly Word[], index: number): Word | undefined {
	for (let at = index; at >= Math.max(0, index - 2); at--) {
		const word = words[at];
		if (word && /^--?[A-Za-z]/.test(word.text)) return word;
	}
	return undefined;
}

function meaning(words: readonly Word[], index: number, family: Family): string[] {
	const word = words[index];
	const option = optionOf(words, index);
	if (!word || !option) return [];
	const name = shortName(option.text);
	const value = words[words.indexOf(option) + 1]?.text ?? '';
	if (word !== option || name === '-j' || name === '-m') {
		const extension =
			name === '-m'
				? matchExtension(value, family)
				: name === '-j'
					? targetExtension(value, family)
					: undefined;
		if (extension) return [extension.summary];
		const verdict = name === '-j' ? verdicts[value] : undefined;
		if (verdict !== undefined) return [verdict];
	}
	const known = optionsFor(words, family).find((one) => one.name === name);
	if (!known) return [];
	const of = known.of === undefined ? '' : ` (${known.of})`;
	return [`${known.name} ${known.argument}`.trim() + `${of}: ${known.summary}`];
}

/** Says what the word at a place means, and what the rules of its line do. */
export function explain(
	line: string,
	{ line: number, column }: Place,
	rules: readonly { readonly rule: Rule; readonly where: string }[],
	style: Parameters<typeof explainRule>[1]
): Explanation | undefined {
	const words = commandAt(wordsOf(line), column);
	const index = words.findIndex(({ from, to }) => from <= column && column <= to);
	const word = words[index];
	if (!word) return undefined;
	const lines = [
		...meaning(words, index, style.family),
		...rules.slice(0, 3).map(({ rule, where }) => `${where}: ${explainRule(rule, style)}`)
	];
	if (lines.length === 0) return undefined;
	return { at: { line: number, column: word.from, end: word.to }, title: word.text, lines };
}
