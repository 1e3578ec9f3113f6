import type { Span } from '$lib/net';

/** Marks a span of the text in its box and brings it into view. */
export function selectSpan(box: HTMLTextAreaElement | undefined, span: Span): void {
	if (!box) return;
	const before = box.value.split('\n').slice(0, span.line - 1);
	const start = before.reduce((sum, line) => sum + line.length + 1, 0);
	box.focus();
	box.setSelectionRange(start + span.column - 1, start + span.endColumn - 1);
	const lines = box.value.split('\n').length;
	box.scrollTop = ((span.line - 3) / lines) * box.scrollHeight;
}
