import { readFileSync, readdirSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../src/cli/replay/json';
import { replay } from '../../src/cli/replay/replay';
import versions from './versions.json';

const folder = 'tests/kernel/recorded/';

function differencesIn(file: string): {
	scenarios: number;
	packets: number;
	differences: string[];
} {
	const text = brotliDecompressSync(readFileSync(folder + file)).toString();
	const found = { scenarios: 0, packets: 0, differences: new Array<string>() };
	for (const line of text.trimEnd().split('\n')) {
		const recorded: unknown = JSON.parse(line);
		if (!isObject(recorded)) throw new Error(`${file}: a line is no scenario`);
		const { passed, failed, differences } = replay(recorded);
		found.scenarios++;
		found.packets += passed + failed;
		found.differences.push(...differences);
	}
	return found;
}

describe(`packets and rules as Linux ${versions.kernel} takes them`, () => {
	const files = readdirSync(folder);
	const scenarios: number[] = [];

	it.each(files)(
		'%s',
		(file) => {
			const found = differencesIn(file);
			scenarios.push(found.scenarios);
			expect(found.differences).toEqual([]);
			expect(found.packets).toBeGreaterThan(1000);
		},
		60_000
	);

	it('recorded at least two thousand scenarios', () => {
		expect(scenarios.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2000);
	});
});
