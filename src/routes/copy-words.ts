/** What a button says that copies so many paths, one a line. */
export function copyWords(paths: number): string {
	if (paths === 1) return 'Copy the path';
	return paths === 2 ? 'Copy both paths' : `Copy all ${String(paths)} paths`;
}
