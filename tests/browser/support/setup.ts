import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, isCurrent } from '../../../src/cli/build.js';
import { root } from '../../../src/cli/install.js';
import { serve } from '../../../src/cli/serve.js';

/** Makes the builds that are not current, serves the site under a sub-path, and renames the single file. */
export default async function setup() {
	for (const output of ['build', 'build-single'] as const) {
		if (!isCurrent(output)) build(output);
	}
	const server = await serve(`${root}build`, 0, '/tools/way through');
	process.env['WAYTHROUGH_SITE'] = encodeURI(decodeURI(server.address));

	const file = join(mkdtempSync(join(tmpdir(), 'waythrough-')), 'Renamed file (1).html');
	copyFileSync(`${root}build-single/index.html`, file);
	process.env['WAYTHROUGH_FILE'] = pathToFileURL(file).href;

	return () => {
		server.close();
	};
}
