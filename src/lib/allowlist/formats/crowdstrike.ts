import type { Format } from '../format';
import { bypassWords, leftOut, pathsOnly } from '../left-out';
import { distinct, type LocationItem } from '../selection';

/** Without drive letter and leading slash; a folder or an app includes everything below it. */
function globOf({ location, path }: LocationItem): string {
	const relative = path.replace(/^[A-Za-z]:\\/, '').replace(/^\//, '');
	if (location.kind === 'file') return relative;
	return relative + (location.platform === 'windows' ? '\\**' : '/**');
}

export const crowdStrike: Format = {
	id: 'crowdstrike',
	product: 'CrowdStrike Falcon',
	name: 'Exclusion globs',
	platforms: ['windows', 'macos', 'linux'],
	file: { name: 'zscaler-crowdstrike.txt', lineEnd: '\n', encoding: 'utf-8', type: 'text/plain' },
	sources: [
		{
			title: 'Red Canary: how to create exclusions in CrowdStrike, with the glob syntax',
			url: 'https://support.redcanary.com/hc/en-us/articles/4413344754071-How-to-Create-Exclusions-in-CrowdStrike'
		}
	],
	caveats: [
		'One pattern per exclusion. No drive letter and no leading slash: the pattern holds on every drive.',
		'* stays within one folder, ** goes through all folders below.',
		'A sensor visibility exclusion hides the path from the sensor altogether: prefer a machine learning exclusion where that is enough.'
	],
	write({ locations, bypasses }) {
		const { paths, left } = pathsOnly(locations);
		return {
			lines: distinct(paths.map(globOf), (glob) => glob),
			left: [
				...left,
				...leftOut(
					bypasses.map(bypassWords),
					'A file exclusion has no direction: bypasses go into the firewall.'
				)
			],
			undo: { words: 'Delete the exclusions in the Falcon console.' },
			verify: {
				words:
					'The console’s audit log of exclusions shows what was set, by whom and for which groups.'
			}
		};
	}
};
