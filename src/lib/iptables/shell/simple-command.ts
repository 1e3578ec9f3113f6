/** A simple command: assignments, words and redirections up to the next operator. */
import type { Span } from '$lib/net';
import { plainText, type TokenCursor } from './cursor';
import type { ShellWord } from './token';
import type { Assignment, HereDocument, SimpleCommand } from './statement';

/** The part before the `=` of an assignment, and the word after it. */
function assignment(word: ShellWord): (Assignment & { value: ShellWord }) | undefined {
	const [first, ...rest] = word.parts;
	if (first?.kind !== 'text' || first.quoted) return undefined;
	const found = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=/.exec(first.text);
	const name = found?.[1];
	if (!found || name === undefined) return undefined;
	const text = first.text.slice(found[0].length);
	return {
		name,
		appends: found[2] === '+',
		value: { parts: [{ kind: 'text', text, quoted: false }, ...rest], origin: word.origin }
	};
}

/** The words of `name=(...)`, whose parenthesis directly follows the word. */
function arrayOf(cursor: TokenCursor, { value }: { value: ShellWord }): ShellWord[] | undefined {
	const { token } = cursor;
	const empty = value.parts.every((part) => part.kind === 'text' && part.text === '');
	const { line, endColumn } = value.origin;
	if (!empty || token?.kind !== 'operator' || token.text !== '(') return undefined;
	if (token.origin.line !== line || token.origin.column !== endColumn) return undefined;
	cursor.at++;
	const words: ShellWord[] = [];
	for (let next = cursor.token; next; next = cursor.token) {
		if (next.kind === 'word') words.push(next.word);
		else if (next.kind !== 'operator' || next.text !== '\n') break;
		cursor.at++;
	}
	cursor.close(')');
	return words;
}

/** Commands whose words may be assignments. */
export const declaring: ReadonlySet<string> = new Set([
	'declare',
	'typeset',
	'local',
	'readonly',
	'export'
]);

/** Reads the next command; undefined if none comes next. */
export function simpleCommand(cursor: TokenCursor): SimpleCommand | undefined {
	const words: ShellWord[] = [];
	const assignments: Assignment[] = [];
	const documents: HereDocument[] = [];
	let hereString: ShellWord | undefined;
	let input: ShellWord | undefined;
	let start: Span | undefined;
	let end: Span | undefined;
	for (;;) {
		const token = cursor.token;
		if (token?.kind === 'word') {
			const own = assignment(token.word);
			cursor.at++;
			const declares = words.length === 0 || declaring.has(plainText(words[0]) ?? '');
			const array = own && declares ? arrayOf(cursor, own) : undefined;
			if (own && array) assignments.push({ ...own, value: array });
			else if (own && declares) assignments.push(own);
			else words.push(token.word);
			start ??= token.word.origin;
			end = token.word.origin;
		} else if (token?.kind === 'operator' && /^[<>]|^&>/.test(token.text)) {
			// A number directly before a redirection is the file descriptor.
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
			const document = cursor.documentOf(cursor.at++);
			if (document) documents.push(document);
			const file = cursor.token;
			if (file?.kind === 'word') {
				cursor.at++;
				if (token.text === '<') input = file.word;
				if (token.text === '<<<') hereString = file.word;
			}
		} else break;
	}
	if (!start) return undefined;
	const from = start;
	const to = end ?? start;
	const span: Span =
		from.line === to.line
			? { line: from.line, column: from.column, endColumn: to.endColumn }
			: { line: from.line, column: from.column, endLine: to.line, endColumn: to.endColumn };
	return {
		kind: 'simple',
		assignments,
		words,
		documents,
		span,
		...(input && { input }),
		...(hereString && { hereString })
	};
}
