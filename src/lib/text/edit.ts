/** A replacement in a text; offsets count UTF-16 code units. */
export interface TextEdit {
	readonly from: number;
	readonly to: number;
	readonly insert: string;
}

/** The single replacement that turns one text into the other, without their common start and end. */
export function editBetween(before: string, after: string): TextEdit | undefined {
	if (before === after) return undefined;
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	let end = 0;
	while (
		end < shorter - start &&
		before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
	)
		end++;
	return {
		from: start,
		to: before.length - end,
		insert: after.slice(start, after.length - end)
	};
}

/** Applies replacements that are in order, don't overlap, and have offsets in the original text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const pieces: string[] = [];
	let at = 0;
	for (const edit of edits) {
		pieces.push(text.slice(at, edit.from), edit.insert);
		at = edit.to;
	}
	pieces.push(text.slice(at));
	return pieces.join('');
}
