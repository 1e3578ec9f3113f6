import type { Span } from '$lib/net';

function select(box: HTMLTextAreaElement, line: number, start: number, end: number): void {
	box.focus();
	box.setSelectionRange(start, end);
	const lines = box.value.split('\n').length;
	box.scrollTop = ((line - 3) / lines) * box.scrollHeight;
}

/** Offset in a box's text of the start of a line, counted from 1. */
function lineStart(box: HTMLTextAreaElement, line: number): number {
	return box.value
		.split('\n')
		.slice(0, line - 1)
		.reduce((sum, text) => sum + text.length + 1, 0);
}

/** Marks a span of the text in its box and brings it into view. */
export function selectSpan(box: HTMLTextAreaElement | undefined, span: Span): void {
	if (!box) return;
	const start = lineStart(box, span.line);
	select(box, span.line, start + span.column - 1, start + span.endColumn - 1);
}

/** Marks a whole line of the text in its box and brings it into view. */
export function selectLine(box: HTMLTextAreaElement | undefined, line: number): void {
	if (!box) return;
	const start = lineStart(box, line);
	const next = box.value.indexOf('\n', start);
	select(box, line, start, next < 0 ? box.value.length : next);
}
