import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '$lib/text';
import { cgnatFlows, gridOf, report } from '$lib/shift';
import { read } from '$lib/iptables';

/** The part of a recording that this test reads; the rest is for the replay of whole scenarios. */
type Recording = {
	readonly scenario: {
		readonly name: string;
		readonly backend: 'legacy' | 'nft';
		readonly rules: { readonly format: 'commands' | 'save'; readonly text: string };
		readonly packets: readonly { readonly label?: string }[];
	};
	readonly result: {
		readonly packets: readonly {
			readonly verdict?: string;
			readonly delivered?: string | null;
			readonly decidedBy?: {
				readonly chain?: string;
				readonly rule?: number;
				readonly policy?: string;
			};
		}[];
	};
};

function isRecording(value: unknown): value is Recording {
	return typeof value === 'object' && value !== null && 'scenario' in value && 'result' in value;
}

const recorded: readonly Recording[] = gunzipSync(readFileSync('tests/kernel/cgnat.jsonl.gz'))
	.toString()
	.trim()
	.split('\n')
	.map((line): unknown => JSON.parse(line))
	.filter(isRecording);

function named(name: string): Recording {
	const found = recorded.find(({ scenario }) => scenario.name === name);
	if (!found) throw new Error(`no recording of ${name}`);
	return found;
}

/** Of each flow, what the kernel made of it in each range: that of its first packet lost, else passes. */
function kernelGrid({ scenario, result }: Recording): Map<string, string[]> {
	const rows = new Map<string, string[]>();
	for (const [index, { label }] of scenario.packets.entries()) {
		if (label === undefined) continue;
		const [range = '', flow = ''] = label.split(' ');
		const column = Number(range.split('.')[1]) - 64;
		const row = rows.get(flow) ?? Array.from({ length: 20 }, () => 'passes');
		const packet = result.packets[index];
		const by = packet?.decidedBy;
		if (packet?.verdict !== 'ACCEPT' && row[column] === 'passes')
			row[column] = by?.policy
				? `DROP by policy ${by.chain ?? ''}`
				: `DROP by ${by?.chain ?? ''} ${by?.rule ?? ''}`;
		rows.set(flow, row);
	}
	return rows;
}

describe("the grid is the kernel's", () => {
	it.each(recorded.map((each) => [each.scenario.name, each] as const))('%s', (_, recording) => {
		const { backend, rules } = recording.scenario;
		const { ruleSets } = read(rules.text, { backend });
		const kernel = kernelGrid(recording);
		for (const { flow, cells } of gridOf(ruleSets.ipv4, 'eth0').rows) {
			const found = cells.map(({ outcome, by }) => {
				const [, chain = '', rule = ''] = /^filter (\S+), rule (\d+)$/.exec(by) ?? [];
				if (outcome === 'passes') return outcome;
				return rule
					? `${outcome} by ${chain} ${rule}`
					: `${outcome} by policy ${by.split(' ').at(-1) ?? ''}`;
			});
			expect(found, flow.id).toEqual(kernel.get(flow.id));
		}
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

describe('the mends that are offered are what the kernel was asked about, and pass in all twenty', () => {
	const published = named('published; nft').scenario.rules.text;
	const mends = report(published, 'eth0').named[0]?.tests[0]?.mends ?? [];
	it.each([
		['prefixes', 'the two prefixes'],
		['interface', 'the interface'],
		['adapters', 'the twenty adapter addresses']
	])('%s', (id, words) => {
		const mend = mends.find((each) => each.id === id);
		for (const backend of ['legacy', 'nft']) {
			const recording = named(`published, mended for ${words}; ${backend}`);
			expect(mend && applyEdits(published, [mend.edit])).toBe(recording.scenario.rules.text);
			const kernel = kernelGrid(recording);
			for (const { id: flow, kind } of cgnatFlows)
				if (kind === 'needed') expect(new Set(kernel.get(flow)), flow).toEqual(new Set(['passes']));
		}
	});
});
