import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const lib = join(root, 'src/lib');

/** The source files of a folder and its subfolders. */
export function filesOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => join(folder, path))
		.filter((path) => /\.(ts|js|svelte)$/.test(path));
}

/** The code of a file without comments on lines of their own, whose examples contain imports too. */
export function codeOf(file: string): string {
	return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
