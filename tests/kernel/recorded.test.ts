import { describe, expect, it } from 'vitest';
import { replay } from '../../src/cli/replay/replay';
import { files, scenariosIn } from './recordings';
import versions from './versions.json';

function differencesIn(file: string): {
	scenarios: number;
	packets: number;
	differences: string[];
} {
	const found = { scenarios: 0, packets: 0, differences: new Array<string>() };
	for (const recorded of scenariosIn(file)) {
		const { passed, failed, differences } = replay(recorded);
		found.scenarios++;
		found.packets += passed + failed;
		found.differences.push(...differences);
	}
	return found;
}

describe(`packets and rules as Linux ${versions.kernel} takes them`, () => {
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
