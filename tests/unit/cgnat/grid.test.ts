import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '$lib/text';
import { report, sayOctets, weigh, type Row } from '$lib/shift';

/** `64: passes by filter INPUT, rule 2; 65 to 83: DROP by ...` */
function say({ cells }: Row): string {
	const groups = new Map<string, number[]>();
	for (const [index, { outcome, by }] of cells.entries()) {
		const key = `${outcome} by ${by}`;
		groups.set(key, [...(groups.get(key) ?? []), 64 + index]);
	}
	return [...groups].map(([key, octets]) => `${sayOctets(octets)}: ${key}`).join('; ');
}

function words(text: string): string {
	const { grid, said } = report(text, 'eth0');
	const rows = grid.rows.map((row) => `${row.flow.name} | ${say(row)}`);
	return [said, ...rows].join('\n');
}

const [, ...cases] = readFileSync('tests/cases/cgnat/rules/grid.txt', 'utf8').split(/^=== /m);

describe('the grid', () => {
	it.each(
		cases.map((each) => {
			const title = each.slice(0, each.indexOf('\n'));
			const [text = '', expected = ''] = each.slice(title.length + 1).split(/^==>\n/m);
			return [title, text, expected.trim()] as const;
		})
	)('%s', (_, text, expected) => {
		expect(words(text)).toBe(expected);
	});
});

const published =
	cases[0]
		?.split(/^==>\n/m)[0]
		?.split('\n')
		.slice(1)
		.join('\n') ?? '';

describe('a fix of the published rules', () => {
	const before = report(published, 'eth0');
	const [rule] = before.named;
	const weighed = (rule?.tests[0]?.fixes ?? []).map((fix) => ({
		id: fix.id,
		...weigh(published, fix, 'eth0', before.grid)
	}));

	it.each(weighed)('$id turns the grid green, and says what else it lets in', (found) => {
		expect(found.failing).toEqual([]);
		expect(found.fixed.map(({ octets }) => sayOctets(octets))).toEqual(['65 to 83', '65 to 83']);
		expect(found.refused).toBe(0);
		const letIn = found.letIn.map(({ name, octets }) => `${name}: ${sayOctets(octets)}`);
		const keptOut = found.keptOut.map(({ name, octets }) => `${name}: ${sayOctets(octets)}`);
		expect({ letIn, keptOut }).toEqual(
			found.id === 'interface'
				? {
						letIn: [
							'On zcctun0 to another address of the host: 64 to 83',
							'On zcctun0 from outside the range: 65 to 83'
						],
						keptOut: ['From the network to the adapter: 64']
					}
				: {
						letIn: [
							'From the network to the adapter: 65 to 83',
							'On zcctun0 from outside the range: 65 to 83'
						],
						keptOut: []
					}
		);
	});

	it('warns about later commands that refer to rules by number', () => {
		const text = `${published}iptables -D INPUT 7\niptables -I INPUT -i eth1 -j DROP\n`;
		const before = report(text, 'eth0');
		const [fix] = before.named[0]?.tests[0]?.fixes ?? [];
		expect(fix && weigh(text, fix, 'eth0', before.grid).counting).toEqual([11]);
	});

	it('leaves every other line as it was', () => {
		const [fix] = rule?.tests[0]?.fixes ?? [];
		const after = fix ? applyEdits(published, [fix.edit]).split('\n') : [];
		expect(after.filter((line) => !published.split('\n').includes(line))).toEqual([
			'sudo iptables -I INPUT -d 100.64.0.0/12,100.80.0.0/14 -j ACCEPT'
		]);
	});
});
