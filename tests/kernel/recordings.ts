import { readFileSync, readdirSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { isObject, type Json } from '../../src/cli/replay/json';

const folder = 'tests/kernel/recorded/';

export const files: readonly string[] = readdirSync(folder);

/** The scenarios of a file, each with what the kernel did. */
export function scenariosIn(file: string): readonly Json[] {
	const text = brotliDecompressSync(readFileSync(folder + file)).toString();
	return text
		.trimEnd()
		.split('\n')
		.map((line) => {
			const recorded: unknown = JSON.parse(line);
			if (!isObject(recorded)) throw new Error(`${file}: a line is no scenario`);
			return recorded;
		});
}
