import type { Colour, ColouredPart } from '$lib/editor';

/** Words, quoted or not, comments and what stands between commands. */
const piece =
	/#.*|"(?:[^"\\]|\\.)*"?|'[^']*'?|\$\{[^}]*\}?|\$\w+|\[\d+:\d+\]|[;|&()]+|[^\s;|&()"'$]+/g;

const keywords =
	/^(for|in|do|done|if|then|else|elif|fi|while|until|case|esac|function|COMMIT|set|exit)$/;
const program = /^(\S*\/)?(sudo|ip6?tables(-legacy|-nft)?(-save|-restore)?|ipset)$/;
const chainOptions =
	/^(-[ACDIRLSFZNXPE]|--(append|check|delete|insert|replace|list|list-rules|flush|zero|new-chain|delete-chain|policy|rename-chain))$/;
const targetOptions = /^(-[jg]|--jump|--goto)$/;
const tableOptions = /^(-t|--table)$/;

function colourOf(text: string, before: string): Colour | undefined {
	if (text.startsWith('#')) return 'comment';
	if (text.startsWith('"') || text.startsWith("'")) return 'string';
	if (text.startsWith('$')) return 'variable';
	if (/^\w+=/.test(text)) return 'variable';
	if (/^\*\w+$/.test(text)) return 'table';
	if (/^:[\w-]/.test(text)) return 'chain';
	if (/^\[\d/.test(text)) return 'command';
	if (program.test(text)) return 'command';
	if (/^--?[A-Za-z]/.test(text)) return 'option';
	if (chainOptions.test(before)) return 'chain';
	if (targetOptions.test(before)) return 'target';
	if (tableOptions.test(before)) return 'table';
	if (keywords.test(text)) return 'keyword';
	return undefined;
}

/**
 * Colours one line of a script, dump or listing by what its words look like. What they mean is for
 * the reader of the whole text to say; a line alone can't tell, and must not take time.
 */
export function colourLine(line: string): readonly ColouredPart[] {
	const parts: ColouredPart[] = [];
	let before = '';
	for (const match of line.matchAll(piece)) {
		const [text] = match;
		// A comment begins a word: `a#b` is none.
		if (text.startsWith('#') && !/(^|\s)$/.test(line.slice(0, match.index))) continue;
		const colour = colourOf(text, before);
		if (colour) parts.push({ from: match.index, to: match.index + text.length, colour });
		before = text;
	}
	return parts;
}
