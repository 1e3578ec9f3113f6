/** The parts of a script whose course is only known when it runs. */
import type { Span } from '$lib/net';
import { plain, type TokenCursor } from './cursor';
import type { Statement } from './statement';

const opens: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'select', 'for']);
const closes: ReadonlySet<string> = new Set(['fi', 'esac', 'done']);

/** Skips to the end that matches, whatever is in between. */
export function unfollowed(cursor: TokenCursor, word: string, span: Span): Statement {
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
	return { kind: 'unfollowed', word, span, lastLine };
}
