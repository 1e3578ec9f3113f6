import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../src/cli/replay/json';
import { replay } from '../../src/cli/replay/replay';

/**
 * Scenarios for matches that keep state (limit, hashlimit, recent, connlimit, connbytes, quota,
 * statistic) and for those that inspect headers or use ipsets: iptables 1.8.9, Linux 6.18.
 */
const recorded = gunzipSync(readFileSync('tests/kernel/matches.jsonl.gz'))
	.toString()
	.trim()
	.split('\n')
	.map((line): unknown => JSON.parse(line))
	.filter(isObject);

describe('matches answer as the kernel does', () => {
	it.each(
		recorded.map((each) => {
			const scenario: unknown = each.scenario;
			return [isObject(scenario) ? String(scenario.name) : '', each] as const;
		})
	)('%s', (_, each) => {
		const { passed, differences } = replay(each);
		expect(differences).toEqual([]);
		expect(passed).toBeGreaterThan(0);
	});
});
