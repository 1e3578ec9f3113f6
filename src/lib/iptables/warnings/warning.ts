import type { Problem, Span } from '$lib/net';

/** A warning: the reason in the message, the fix in the help. */
export function warning(code: string, span: Span, message: string, help: string): Problem {
	return { code, severity: 'warning', message, help, span };
}

/** At most this many of one kind are reported; a large rule set would drown the reader otherwise. */
export const MOST_OF_A_KIND = 200;
