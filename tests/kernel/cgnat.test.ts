import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '$lib/text';
import { cgnatFlows, gridOf, report, weigh } from '$lib/shift';
import { read } from '$lib/iptables';
import { kernelGrid, ownGrid, recordings, rulesText, type Recording } from './cgnat-grid';

const recorded = recordings('tests/kernel/cgnat.jsonl.gz');
const fixed = recordings('tests/kernel/cgnat-mends.jsonl.gz');

function named(name: string): Recording {
	const found = recorded.find(({ scenario }) => scenario.name === name);
	if (!found) throw new Error(`no recording of ${name}`);
	return found;
}

function expectGreen(kernel: ReadonlyMap<string, readonly string[]>): void {
	for (const { id, kind } of cgnatFlows)
		if (kind === 'needed') expect(new Set(kernel.get(id)), id).toEqual(new Set(['passes']));
}

describe("the grid is the kernel's", () => {
	it.each(recorded.map((each) => [each.scenario.name, each] as const))('%s', (_, recording) => {
		const { ruleSets } = read(rulesText(recording), { backend: recording.scenario.backend });
		expect(ownGrid(gridOf(ruleSets.ipv4, 'eth0'))).toEqual(kernelGrid(recording));
	});

	it.each(['legacy', 'nft'])(
		'passes for 100.64.0.0/16 and fails the adapter for the other nineteen, as published: %s',
		(backend) => {
			const adapter = kernelGrid(named(`published; ${backend}`)).get('adapter-tcp');
			expect(adapter?.[0]).toBe('passes');
			expect(adapter?.slice(1)).toEqual(Array.from({ length: 19 }, () => 'DROP by INPUT 6'));
		}
	);
});

describe('the fixes that are offered are those recorded with the kernel, and pass in all twenty', () => {
	const published = rulesText(named('published; nft'));
	const fixes = report(published, 'eth0').named[0]?.tests[0]?.fixes ?? [];
	it.each([
		['prefixes', 'the two prefixes'],
		['interface', 'the interface'],
		['adapters', 'the twenty adapter addresses']
	])('%s', (id, words) => {
		const fix = fixes.find((each) => each.id === id);
		for (const backend of ['legacy', 'nft']) {
			const recording = named(`published, mended for ${words}; ${backend}`);
			expect(fix && applyEdits(published, [fix.edit])).toBe(rulesText(recording));
			expectGreen(kernelGrid(recording));
		}
	});
});

/** The texts of `fixes.txt` by their titles. */
const texts = new Map(
	readFileSync('tests/cases/cgnat/rules/fixes.txt', 'utf8')
		.split(/^=== /m)
		.map((each) => {
			const title = each.slice(0, each.indexOf('\n'));
			return [title, each.slice(title.length + 1).split(/^==>\n/m)[0] ?? ''] as const;
		})
);

/** Applies the fixes of one kind until none is left; returns the text after them, and the commands to run. */
function applyAll(text: string, id: string) {
	let after = text;
	const commands: string[] = [];
	for (;;) {
		const { named: rules, grid } = report(after, 'eth0');
		const fixes = rules.flatMap(({ tests }) => tests.flatMap((test) => test.fixes));
		const fix = fixes.find((each) => each.id === id);
		if (!fix) return { after, commands };
		commands.push(...weigh(after, fix, 'eth0', grid).commands);
		after = applyEdits(after, [fix.edit]);
	}
}

describe('each kind of fix, in the kernel: everything needed passes in all twenty', () => {
	it.each(fixed.map((each) => [each.scenario.name, each] as const))('%s', (name, recording) => {
		const { backend, rules } = recording.scenario;
		const [, title = '', id = ''] = /^(.*): (\w+); \w+$/.exec(name) ?? [];
		const { after, commands } = applyAll(texts.get(title) ?? '', id);
		// Printed rules are loaded as they were before, and fixed by the commands.
		const loaded = 'text' in rules ? rules.text : rules.at(-1)?.text;
		expect('text' in rules ? after : `${commands.join('\n')}\n`).toBe(loaded);
		const { ruleSets, ipsets } = read(after, { backend });
		const kernel = kernelGrid(recording);
		expect(ownGrid(gridOf(ruleSets.ipv4, 'eth0', ipsets))).toEqual(kernel);
		expectGreen(kernel);
	});
});
