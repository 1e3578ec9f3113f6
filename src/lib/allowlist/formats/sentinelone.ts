import type { Format } from '../format';
import { bypassWords, leftOut, pathsOnly } from '../left-out';
import { distinct, type LocationItem } from '../selection';

/** A folder ends in its slash: only then can it include subfolders. */
function pathOf({ location, path }: LocationItem): string {
	if (location.kind === 'file') return path;
	return path + (location.platform === 'windows' ? '\\' : '/');
}

export const sentinelOne: Format = {
	id: 'sentinelone',
	product: 'SentinelOne',
	name: 'Path exclusions',
	platforms: ['windows', 'macos', 'linux'],
	file: { name: 'zscaler-sentinelone.txt', lineEnd: '\n', encoding: 'utf-8', type: 'text/plain' },
	sources: [
		{
			title: 'Guardz: best practices for SentinelOne exclusions',
			url: 'https://support.guardz.com/en/articles/10807589-best-practices-for-sentinelone-exclusions'
		}
	],
	caveats: [
		'One path per exclusion; regular expressions are not supported.',
		'A path that ends in a slash is a folder: choose As Folder and Include Subfolders for it.',
		'Letter case counts on Linux, not on Windows and macOS.',
		'Use the mildest exclusion mode that solves the problem, on the smallest group of machines.'
	],
	write({ locations, bypasses }) {
		const { paths, left } = pathsOnly(locations);
		return {
			lines: distinct(paths.map(pathOf), (path) => path),
			left: [
				...left,
				...leftOut(
					bypasses.map(bypassWords),
					'A path exclusion has no direction: bypasses go into the firewall.'
				)
			],
			undo: { words: 'Delete the exclusions in the console, at the scope where they were made.' }
		};
	}
};
