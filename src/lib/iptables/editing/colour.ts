import type { Colour, ColouredPart } from '$lib/text';
import { lineWords, type LineWord } from './line-words';
import { readLine, type ReadWord } from './line-reading';

const keywords: ReadonlySet<string> = new Set([
	'sudo',
	'for',
	'in',
	'do',
	'done',
	'if',
	'then',
	'else',
	'elif',
	'fi',
	'while',
	'case',
	'esac',
	'function',
	'export',
	'local',
	'readonly',
	'return',
	'exit',
	'{',
	'}',
	'COMMIT'
]);

function colourOf({ word, meaning }: ReadWord): Colour | undefined {
	switch (meaning.kind) {
		case 'comment':
			return 'comment';
		case 'program':
			return 'command';
		case 'base-option':
		case 'option':
		case 'not':
			return 'option';
		case 'chain':
			return 'chain';
		case 'target':
			return 'target';
		case 'match':
			return 'keyword';
		case 'table':
			return 'table';
		case 'operator':
			return 'keyword';
		case 'unknown':
			return word.raw.includes('$') ? 'variable' : 'wrong';
		case 'wrapper':
			if (keywords.has(word.text)) return 'keyword';
			return /^\w+=/.test(word.raw) || word.raw.includes('$') ? 'variable' : undefined;
		case 'base-value':
		case 'value':
		case 'number':
			if (word.raw.includes('$')) return 'variable';
			return /^["']/.test(word.raw) ? 'string' : 'value';
	}
}

function frame(line: string): readonly ColouredPart[] | undefined {
	if (/^\*\w+\s*$/.test(line)) return [{ from: 0, to: line.length, colour: 'table' }];
	if (/^COMMIT\s*$/.test(line)) return [{ from: 0, to: line.length, colour: 'keyword' }];
	const chain = /^:(\S+)(\s+(\S+))?/.exec(line);
	if (!chain) return undefined;
	const [, name = '', between = '', policy = ''] = chain;
	const to = 1 + name.length;
	const parts: ColouredPart[] = [{ from: 0, to, colour: 'chain' }];
	if (policy !== '') {
		const end = to + between.length;
		parts.push({ from: end - policy.length, to: end, colour: 'target' });
		if (end < line.length) parts.push({ from: end, to: line.length, colour: 'value' });
	}
	return parts;
}

/** The coloured parts of one line, in order; looks at nothing but the line. */
export function colourLine(line: string): readonly ColouredPart[] {
	const framed = frame(line);
	if (framed) return framed;
	const words: readonly LineWord[] = lineWords(line);
	const bare = /^\s*(\[\d+:\d+\]\s*)?-/.test(line);
	const { words: read } = readLine(
		words,
		/ip6|6tables/.test(line) ? 'ipv6' : 'ipv4',
		'filter',
		bare
	);
	return read.flatMap((each) => {
		const colour = colourOf(each);
		return colour ? [{ from: each.word.from, to: each.word.to, colour }] : [];
	});
}
