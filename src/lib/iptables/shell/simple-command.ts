/** A simple command: assignments, words and redirections up to the next operator. */
import type { Span } from '$lib/net';
import type { TokenCursor } from './cursor';
import type { ShellWord } from './lexer';
import type { SimpleCommand } from './statement';

/** What stands before the `=` of an assignment, and the word behind it. */
function assignment(word: ShellWord): { name: string; value: ShellWord } | undefined {
	const [first, ...rest] = word.parts;
	if (first?.kind !== 'text' || first.quoted) return undefined;
	const found = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(first.text);
	const name = found?.[1];
	if (!found || name === undefined) return undefined;
	const text = first.text.slice(found[0].length);
	return {
		name,
		value: { parts: [{ kind: 'text', text, quoted: false }, ...rest], origin: word.origin }
	};
}

/** The next documents behind the end of the line. */
function documentsAfter(cursor: TokenCursor, count: number): { text: string; line: number }[] {
	const found: { text: string; line: number }[] = [];
	for (let at = cursor.at; at < cursor.tokens.length && found.length < count; at++) {
		const token = cursor.tokens[at];
		if (token?.kind === 'document') found.push({ text: token.text, line: token.line });
	}
	return found;
}

/** Reads the command that comes next; undefined where none does. */
export function simpleCommand(cursor: TokenCursor): SimpleCommand | undefined {
	const words: ShellWord[] = [];
	const assignments: { name: string; value: ShellWord }[] = [];
	let awaited = 0;
	let input: ShellWord | undefined;
	let start: Span | undefined;
	let end: Span | undefined;
	for (;;) {
		const token = cursor.token;
		if (token?.kind === 'word') {
			const own = words.length === 0 ? assignment(token.word) : undefined;
			if (own) assignments.push(own);
			else words.push(token.word);
			start ??= token.word.origin;
			end = token.word.origin;
			cursor.at++;
		} else if (token?.kind === 'operator' && /^[<>]|^&>/.test(token.text)) {
			// A number right before a redirection is the file descriptor.
			const last = words.at(-1);
			const [part] = last?.parts ?? [];
			if (
				last &&
				part?.kind === 'text' &&
				/^\d$/.test(part.text) &&
				last.origin.endColumn === token.origin.column &&
				last.origin.line === token.origin.line
			) {
				words.pop();
			}
			start ??= token.origin;
			cursor.at++;
			const file = cursor.token;
			if (file?.kind === 'word') {
				cursor.at++;
				if (token.text === '<') input = file.word;
				if (token.text === '<<' || token.text === '<<-') awaited++;
			}
		} else break;
	}
	if (!start) return undefined;
	const documents = awaited > 0 ? documentsAfter(cursor, awaited) : [];
	const from = start;
	const to = end ?? start;
	const span: Span =
		from.line === to.line
			? { line: from.line, column: from.column, endColumn: to.endColumn }
			: { line: from.line, column: from.column, endLine: to.line, endColumn: to.endColumn };
	return { kind: 'simple', assignments, words, documents, span, ...(input && { input }) };
}
