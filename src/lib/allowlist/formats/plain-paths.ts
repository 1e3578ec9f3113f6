import type { Format } from '../format';
import { bypassWords, leftOut } from '../left-out';
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
		const isPath = (kind: string): boolean => kind !== 'identifier';
		const withPath = bypasses.flatMap(({ path }) => (path === undefined ? [] : [path]));
		return {
			lines: distinct(
				[
					...locations.filter(({ location }) => isPath(location.kind)).map(({ path }) => path),
					...withPath
				],
				(path) => path
			),
			left: [
				...leftOut(
					locations.filter(({ location }) => !isPath(location.kind)).map(({ path }) => path),
					'An identifier is no path.'
				),
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
