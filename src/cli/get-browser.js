import { spawnSync } from 'node:child_process';
import { findChromium } from './browser.js';
import { root } from './install.js';

/**
 * The browser for the tests, installed if there is none: by Playwright's installer, else, as root on
 * Debian and its derivatives, by apt-get. Exits if neither works.
 */
export async function getChromium() {
	const found = await working();
	if (found !== undefined) return found;

	console.log('No Chrome, Chromium or Edge here: asking Playwright for its own ...');
	run(process.execPath, [`${root}node_modules/@playwright/test/cli.js`, 'install', 'chromium']);
	const own = await working();
	if (own !== undefined) return own;

	if (process.platform === 'linux' && process.getuid?.() === 0 && has('apt-get')) {
		console.log('Installing chromium with apt-get ...');
		run('apt-get', ['update', '-qq']);
		run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
		const installed = await working();
		if (installed !== undefined) return installed;
	}
	console.error(
		'The browser tests need Chrome, Chromium or Edge. Install one, or set CHROMIUM_PATH to its program.'
	);
	process.exit(1);
}

/** A browser that starts: one without its shared libraries does not count. */
async function working() {
	const path = await findChromium();
	if (path === undefined || process.platform === 'win32') return path;
	const { status } = spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 });
	return status === 0 ? path : undefined;
}

/** @param {string} program */
function has(program) {
	return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
	spawnSync(program, args, {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeout: 300_000
	});
}
