import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { root } from './install.js';

/** The sources of a build; src/cli only runs it. */
const sources = [
	'src',
	'static',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

const variants = { build: 'site', 'build-single': 'single' };

/** @typedef {keyof typeof variants} Output the folder of a build */

/** A digest of all sources of a build: a build is current if its digest is the same. */
export function digest() {
	const hash = createHash('sha256');
	for (const file of sources.flatMap(files).sort()) {
		hash
			.update(file)
			.update('\0')
			.update(readFileSync(root + file))
			.update('\0');
	}
	return hash.digest('hex');
}

/** @param {Output} output */
export function isCurrent(output) {
	const stamp = stampOf(output);
	return (
		existsSync(`${root}${output}/index.html`) &&
		existsSync(stamp) &&
		readFileSync(stamp, 'utf8') === digest()
	);
}

/**
 * Builds one variant; exits if that fails.
 * @param {Output} output
 */
export function build(output) {
	const before = digest();
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[`${root}node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'],
		{ cwd: root, encoding: 'utf8', env: { ...process.env, VARIANT: variants[output] } }
	);
	if (status !== 0) {
		console.error(stdout + stderr);
		console.error(`The build of ${output}/ failed.`);
		process.exit(1);
	}
	mkdirSync(`${root}node_modules/.cache`, { recursive: true });
	if (output === 'build-single') keepOnly(`${root}${output}`, 'index.html');
	writeFileSync(stampOf(output), before);
}

/**
 * The one file holds everything: the other files of the adapter are never requested.
 * @param {string} folder
 * @param {string} file
 */
function keepOnly(folder, file) {
	for (const name of readdirSync(folder)) {
		if (name !== file) rmSync(`${folder}/${name}`, { recursive: true });
	}
}

/** @param {Output} output */
function stampOf(output) {
	return `${root}node_modules/.cache/waythrough-${output}`;
}

/**
 * @param {string} path relative to the project
 * @returns {string[]}
 */
function files(path) {
	if (!existsSync(root + path)) return [];
	if (path === 'src/cli') return [];
	if (!statSync(root + path).isDirectory()) return [path];
	return readdirSync(root + path).flatMap((name) => files(`${path}/${name}`));
}
