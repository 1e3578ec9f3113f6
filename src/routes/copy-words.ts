/** What a button says that copies so many paths, or commands, one a line. */
export function copyWords(count: number, what: 'path' | 'command' = 'path'): string {
	if (count === 1) return `Copy the ${what}`;
	return count === 2 ? `Copy both ${what}s` : `Copy all ${String(count)} ${what}s`;
}
