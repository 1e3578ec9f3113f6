/** The label of a button that copies this many paths or commands, one per line. */
export function copyWords(count: number, what: 'path' | 'command' = 'path'): string {
	if (count === 1) return `Copy the ${what}`;
	return count === 2 ? `Copy both ${what}s` : `Copy all ${String(count)} ${what}s`;
}
