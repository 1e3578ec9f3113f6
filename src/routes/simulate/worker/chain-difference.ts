import type { StepAnswer } from '../answer';

type Line = StepAnswer['chains'][number];

/** More lines than this are not compared; equal lines at both ends are cut off first. */
const most = 600;

/**
 * Compares two lists of lines: kept, added and removed. Finds the longest common subsequence, in
 * time proportional to the product of their lengths.
 */
export function difference(before: readonly string[], after: readonly string[]): readonly Line[] {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	let end = 0;
	while (
		end < before.length - start &&
		end < after.length - start &&
		before[before.length - 1 - end] === after[after.length - 1 - end]
	)
		end++;
	return [
		...after.slice(0, start).map((text): Line => ({ text, state: 'same' })),
		...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
		...after.slice(after.length - end).map((text): Line => ({ text, state: 'same' }))
	];
}

function middle(before: readonly string[], after: readonly string[]): readonly Line[] {
	const removed = before.map((text): Line => ({ text, state: 'removed' }));
	const added = after.map((text): Line => ({ text, state: 'added' }));
	if (before.length === 0 || after.length === 0 || before.length * after.length > most * most)
		return [...removed, ...added];
	const width = after.length + 1;
	const lengths = new Uint16Array((before.length + 1) * width);
	for (let i = before.length - 1; i >= 0; i--)
		for (let j = after.length - 1; j >= 0; j--) {
			const below = lengths[(i + 1) * width + j] ?? 0;
			const right = lengths[i * width + j + 1] ?? 0;
			lengths[i * width + j] =
				before[i] === after[j]
					? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
					: Math.max(below, right);
		}
	const lines: Line[] = [];
	let i = 0;
	let j = 0;
	while (i < before.length && j < after.length) {
		const gone = removed[i];
		const come = added[j];
		if (!gone || !come) break;
		if (gone.text === come.text) {
			lines.push({ text: gone.text, state: 'same' });
			i++;
			j++;
		} else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
			lines.push(gone);
			i++;
		} else {
			lines.push(come);
			j++;
		}
	}
	return [...lines, ...removed.slice(i), ...added.slice(j)];
}
