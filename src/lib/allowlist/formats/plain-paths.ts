import type { Format } from '../format';
import { bypassWords, leftOut, pathsOnly } from '../left-out';
import { distinct } from '../selection';

export const plainPaths: Format = {
	id: 'paths',
	product: 'Plain list',
	name: 'One path per line',
	platforms: ['windows', 'macos', 'linux'],
	file: { name: 'zscaler-paths.txt', lineEnd: '\n', encoding: 'utf-8', type: 'text/plain' },
	sources: [],
	caveats: ['Paths are written out for the folders set on this page; no variable is left in them.'],
	write({ locations, bypasses }) {
		const { paths, left } = pathsOnly(locations);
		const withPath = bypasses.flatMap(({ path }) => (path === undefined ? [] : [path]));
		return {
			lines: distinct([...paths.map(({ path }) => path), ...withPath], (path) => path),
			left: [
				...left,
				...leftOut(
					bypasses.filter(({ path }) => path === undefined).map(bypassWords),
					'The article gives no path for the program.'
				),
				...leftOut(
					bypasses.filter(({ path }) => path !== undefined).map(bypassWords),
					'The program’s path is in the list; a path alone has no direction.'
				)
			]
		};
	}
};
