import { commandOptions } from '../commands/options';
import { isRefusal, readCommand } from '../commands/parser';
import { explainRule } from '../explain';
import type { PrintContext } from '../extension';
import { matchExtension, targetExtension } from '../extensions';
import { restoreWords } from '../words/restore';
import { baseHelp, verdictHelp } from './base-help';
import type { RuleDocument } from './document';
import type { LineReading, ReadWord } from './line-reading';
import type { Explanation, LineExplanation, Place } from '$lib/text';

/** The rule of the line, one sentence for each address that it names; empty without a rule. */
function sentences(reading: LineReading, text: string): readonly string[] {
	const { family } = reading;
	const backend = 'nft';
	const start = reading.words.findIndex(({ meaning }) => meaning.kind === 'program') + 1;
	const words =
		start > 0
			? reading.words.slice(start).map(({ word }) => word.text)
			: restoreWords(text.replace(/^\[\d+:\d+\]\s*/, ''));
	const end = words.findIndex((word) => /^[;&|#]/.test(word));
	const command = readCommand(end < 0 ? words : words.slice(0, end), 0, {
		family,
		backend,
		names: 'unknown'
	});
	if (isRefusal(command) || !('rules' in command.action)) return [];
	const context: PrintContext = { family, backend };
	const origin = { line: 1, column: 1, endColumn: 1 };
	return command.action.rules.slice(0, 4).map((body) => explainRule({ ...body, origin }, context));
}

function meaningOf({ word, meaning }: ReadWord, reading: LineReading) {
	const { family } = reading;
	switch (meaning.kind) {
		case 'base-option':
		case 'base-value': {
			const { name, letter } = meaning.option;
			return { title: `--${name}`, line: baseHelp[letter] };
		}
		case 'option':
		case 'value': {
			const { extension, option } = meaning;
			const argument = option.type.argument === '' ? '' : ` ${option.type.argument}`;
			return { title: `${extension.name}: --${option.name}${argument}`, line: option.summary };
		}
		case 'match':
			return { title: `-m ${word.text}`, line: matchExtension(word.text, family)?.summary };
		case 'target': {
			const line = verdictHelp.get(word.text) ?? targetExtension(word.text, family)?.summary;
			return { title: word.text, line: line ?? `The chain ${word.text}.` };
		}
		case 'chain':
			return { title: word.text, line: `The chain ${word.text} of the ${reading.table} table.` };
		case 'table':
			return { title: word.text, line: `The ${word.text} table.` };
		case 'not':
			return { title: '!', line: 'Negates the option after it.' };
		case 'program':
			return { title: word.text, line: family === 'ipv6' ? 'For IPv6.' : 'For IPv4.' };
		case 'number':
		case 'operator':
		case 'comment':
		case 'wrapper':
		case 'unknown':
			return undefined;
	}
}

function wordAt({ words }: LineReading, { column }: Place): ReadWord | undefined {
	return words.find(({ word }) => word.from <= column && column < word.to);
}

/** The explanation of the word at a place: its own meaning, then that of the whole rule. */
export function explainAt(document: RuleDocument, at: Place): Explanation | undefined {
	const reading = document.read(at.line);
	const read = wordAt(reading, at);
	const meaning = read && meaningOf(read, reading);
	if (!meaning) return undefined;
	const { from, to } = read.word;
	const rule = sentences(reading, document.text(at.line));
	return {
		at: { line: at.line, column: from, end: to },
		title: meaning.title,
		lines: [...(meaning.line === undefined ? [] : [meaning.line]), ...rule]
	};
}

/** The line of the cursor in words: a sentence for each rule, else what its command does. */
export function explainLine(document: RuleDocument, at: Place): LineExplanation {
	const reading = document.read(at.line);
	// Directly after its last letter, the cursor is still at the word.
	const read =
		wordAt(reading, at) ?? wordAt(reading, { line: at.line, column: Math.max(0, at.column - 1) });
	const meaning = read && meaningOf(read, reading);
	const rules = sentences(reading, document.text(at.line));
	return {
		...(meaning?.line === undefined
			? {}
			: { word: { title: meaning.title, meaning: meaning.line } }),
		sentences: rules.length > 0 ? rules : commandOf(reading)
	};
}

/** What the command of a line does if it adds no rule. */
function commandOf({ words }: LineReading): readonly string[] {
	for (const { meaning } of words)
		if (meaning.kind === 'base-option' && commandOptions.includes(meaning.option.letter))
			return [baseHelp[meaning.option.letter]];
	return [];
}
