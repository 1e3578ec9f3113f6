import type { InputKind, Origin } from '$lib/iptables';
import { applyEdits, type TextEdit } from '$lib/text';
import { lineAround, type SourceText } from './source-text';

/** Where the command of a rule is in the text, in UTF-16 code units from its start. */
export type WrittenCommand = {
	readonly source: SourceText;
	readonly kind: InputKind;
	readonly start: number;
	readonly end: number;
};

/** The command of a rule: from its place to the end of its last continuation line. */
export function writtenCommand(
	source: SourceText,
	kind: InputKind,
	{ line, column, endColumn }: Origin
): WrittenCommand {
	const { text, starts } = source;
	const lineStart = starts[line - 1] ?? text.length;
	const start = lineStart + column - 1;
	let end = lineAround(text, lineStart).end;
	const continued = () => /\\\r?$/.test(text.slice(lineStart, end)) && end < text.length;
	if (!continued()) return { source, kind, start, end: Math.min(end, lineStart + endColumn - 1) };
	while (continued()) end = lineAround(text, end + 1).end;
	return { source, kind, start, end };
}

/** The command after an edit of the text within it. */
export function commandWith(
	{ source: { text }, start, end }: WrittenCommand,
	{ from, to, insert }: TextEdit
): string {
	return applyEdits(text.slice(start, end), [{ from: from - start, to: to - start, insert }]);
}

/** What may precede a command that has its line to itself. */
const before = /^\s*(?:(?:sudo|doas)(?:\s+-\S+)*\s+)?$/;
const after = /^\s*(?:#.*)?$/;

/**
 * Replaces one command with several: on lines of their own if it has its lines to itself, else as a
 * group, so that `&&` or `||` applies to all of them as to the one.
 */
export function replaceCommand(
	{ source: { text }, kind, start, end }: WrittenCommand,
	commands: readonly string[]
): TextEdit {
	const from = lineAround(text, start).start;
	const to = lineAround(text, end).end;
	const head = text.slice(from, start);
	const tail = text.slice(end, to);
	if (kind !== 'script') {
		const insert = commands.map((command) => head + command + tail).join('\n');
		return { from, to, insert };
	}
	if (!before.test(head) || !after.test(tail))
		return { from: start, to: end, insert: `{ ${commands.join('; ')}; }` };
	const lineEnd = tail.endsWith('\r') ? '\r\n' : '\n';
	const [first = '', ...others] = commands;
	const insert = [
		head + first + tail.replace(/\r$/, ''),
		...others.map((command) => head + command)
	].join(lineEnd);
	return { from, to, insert: tail.endsWith('\r') ? `${insert}\r` : insert };
}

/** A second `-R CHAIN n` would replace the rule that the first one put there: it inserts instead. */
export function asInsertion(command: string): string {
	return command.replace(/(^|\s)(?:-R|--replace)(?=\s)/, '$1-I');
}

/**
 * `iptables -C RULE || iptables -A RULE` adds a rule once: both must change alike, or the rule is
 * added again each time. Only within the line.
 */
export function alsoInCheck({ source: { text }, start }: WrittenCommand, edit: TextEdit): TextEdit {
	const { from, to, insert } = edit;
	const line = lineAround(text, start).start;
	const head = text.slice(line, start);
	const written = text.slice(from, to);
	const check = /(?<=\s)(?:-C|--check)\s/.exec(head);
	const at = check ? head.indexOf(` ${written} `, check.index) + 1 : 0;
	if (from < start || at === 0) return edit;
	const between = text.slice(line + at + written.length, from);
	return { from: line + at, to, insert: insert + between + insert };
}
