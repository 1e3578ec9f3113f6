import type { Text } from '@codemirror/state';
import type { Place, Stretch } from '$lib/text';
import type { CodeProblem } from './services';

/** Offset of a place; a place beyond the text (which may have changed since) is clamped to its end. */
export function offsetOf(doc: Text, place: Place): number {
	const line = doc.line(Math.max(1, Math.min(place.line, doc.lines)));
	return Math.min(line.from + Math.max(0, place.column), line.to);
}

export function placeOf(doc: Text, offset: number): Place {
	const line = doc.lineAt(offset);
	return { line: line.number, column: offset - line.from };
}

export function rangeOf(doc: Text, stretch: Stretch): { from: number; to: number } {
	return {
		from: offsetOf(doc, stretch),
		to: offsetOf(doc, { line: stretch.line, column: stretch.end })
	};
}

/** Where a problem is underlined: at least one character, if the line has one. */
export function problemRange(doc: Text, span: CodeProblem['span']): { from: number; to: number } {
	const from = offsetOf(doc, { line: span.line, column: span.column - 1 });
	const to = Math.max(
		from,
		offsetOf(doc, { line: span.endLine ?? span.line, column: span.endColumn - 1 })
	);
	if (to > from) return { from, to };
	const line = doc.lineAt(from);
	return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to };
}
