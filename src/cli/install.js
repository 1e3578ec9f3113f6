import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Installs what package-lock.json names, unless it is installed already, which is quick to check. */
export function install() {
	if (installed()) return;
	console.log('Installing what package-lock.json names (npm ci) ...');
	const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	if (status !== 0) {
		console.error('npm ci failed: see above. It needs the npm registry, once.');
		process.exit(1);
	}
}

/**
 * npm records what it has installed in node_modules/.package-lock.json: every package that is not
 * optional must be there in the lock file's version.
 */
function installed() {
	const hidden = `${root}node_modules/.package-lock.json`;
	if (!existsSync(hidden)) return false;
	try {
		const have = packages(hidden);
		return Object.entries(packages(`${root}package-lock.json`)).every(
			([path, entry]) =>
				path === '' || entry.optional === true || have[path]?.version === entry.version
		);
	} catch {
		return false;
	}
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packages(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}
