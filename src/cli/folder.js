import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of a folder, by their path in it with forward slashes, in the same order on every
 * platform.
 *
 * @param {string} folder
 * @returns {Map<string, Buffer>}
 */
export function filesOf(folder) {
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.map((path) => path.replaceAll('\\', '/'))
		.sort();
	return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

/** @param {Buffer} bytes */
export function sha256(bytes) {
	return createHash('sha256').update(bytes).digest('hex');
}
