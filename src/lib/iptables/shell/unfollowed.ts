/** The parts of a script whose course is only known at run time. */
import type { Span } from '$lib/net';
import { plain, type TokenCursor } from './cursor';
import type { Statement, Unfollowed } from './statement';
import type { Token } from './token';

const opens: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'select', 'for']);
/** Words that are followed by names of variables. */
const setting: ReadonlySet<string> = new Set(['for', 'select', 'read', 'unset', 'let']);
const closes: ReadonlySet<string> = new Set(['fi', 'esac', 'done']);

const identifier = /^[A-Za-z_]\w*$/;

/** Variables that a stretch of a script may set, by assignments, loops and commands that read. */
function mayBeSet(tokens: readonly Token[]): readonly string[] {
	const names = new Set<string>();
	let reads = false;
	for (const token of tokens) {
		if (token.kind !== 'word') {
			reads = false;
			continue;
		}
		const [part] = token.word.parts;
		if (part?.kind !== 'text' || part.quoted) continue;
		const assigned = /^([A-Za-z_]\w*)\+?=/.exec(part.text)?.[1];
		if (assigned !== undefined) names.add(assigned);
		else if (reads && identifier.test(part.text)) names.add(part.text);
		if (setting.has(part.text)) reads = true;
	}
	return [...names];
}

/** Functions that a stretch of a script may define. */
function mayBeDefined(tokens: readonly Token[]): readonly string[] {
	return tokens.flatMap((token, place) => {
		const name = plain(token);
		const next = tokens[place + 1];
		const defined =
			(next?.kind === 'operator' && next.text === '(') || plain(tokens[place - 1]) === 'function';
		return name !== undefined && defined ? [name.replace(/\(\)$/, '')] : [];
	});
}

/** Skips to the matching end, whatever is in between. */
export function unfollowed(cursor: TokenCursor, word: string, span: Span): Unfollowed {
	const first = cursor.at;
	let depth = 0;
	let lastLine = span.line;
	let commandPosition = true;
	for (; cursor.at < cursor.tokens.length; cursor.at++) {
		const token = cursor.token;
		if (token?.kind === 'operator') {
			lastLine = token.origin.line;
			commandPosition = true;
			continue;
		}
		if (token?.kind !== 'word') continue;
		lastLine = token.word.origin.line;
		const text = plain(token);
		if (commandPosition && text !== undefined) {
			if (opens.has(text)) depth++;
			else if (closes.has(text) && --depth <= 0) {
				cursor.at++;
				break;
			}
		}
		commandPosition = ['then', 'else', 'do', '!', '{'].includes(text ?? '');
	}
	const skipped = cursor.tokens.slice(first, cursor.at);
	const [names, functions] = [mayBeSet(skipped), mayBeDefined(skipped)];
	return { kind: 'unfollowed', word, span, lastLine, names, functions };
}

/** `(( ... ))`; undefined if the parenthesis begins something else. */
export function arithmeticCommand(cursor: TokenCursor): Statement | undefined {
	const [open, second] = cursor.tokens.slice(cursor.at, cursor.at + 2);
	if (open?.kind !== 'operator' || second?.kind !== 'operator' || second.text !== '(')
		return undefined;
	const { line, column, endColumn } = open.origin;
	if (second.origin.line !== line || second.origin.column !== endColumn) return undefined;
	const names = new Set<string>();
	let depth = 0;
	for (; cursor.at < cursor.tokens.length; cursor.at++) {
		const { token } = cursor;
		if (token?.kind === 'word') {
			const text = token.word.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
			for (const [name] of text.matchAll(/[A-Za-z_]\w*/g)) names.add(name);
		} else if (cursor.operator === '(') depth++;
		else if (cursor.operator === ')' && --depth === 0) {
			cursor.at++;
			break;
		}
	}
	return {
		kind: 'arithmetic',
		names: [...names],
		span: { line, column, endColumn: endColumn + 1 }
	};
}
