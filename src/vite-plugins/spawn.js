const query = '?spawn';

/**
 * Makes `import spawn from './x.worker?spawn'` a function that starts that file as a worker. How a
 * worker is started differs between the two builds, and an import can't depend on a condition.
 *
 * @param {boolean} single whether this is the one-file build
 * @returns {import('vite').Plugin}
 */
export function spawn(single) {
	return {
		name: 'waythrough-spawn',
		enforce: 'pre',
		async resolveId(source, importer) {
			if (!source.endsWith(query)) return null;
			const file = await this.resolve(source.slice(0, -query.length), importer);
			return file && file.id + query;
		},
		load(id) {
			if (!id.endsWith(query)) return null;
			const file = JSON.stringify(id.slice(0, -query.length));
			if (this.environment.config.consumer === 'server') {
				return 'export default () => { throw new Error("There is no worker while prerendering."); };';
			}
			return single
				? `import Inline from ${file.slice(0, -1)}?worker&inline";
					import { spawnWithin } from '$lib/worker';
					export default () => spawnWithin(Inline);`
				: `import url from ${file.slice(0, -1)}?worker&url";
					import { spawnFrom } from '$lib/worker';
					export default () => spawnFrom(url);`;
		}
	};
}
