import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Grid } from '$lib/shift';

type Rules = { readonly format: 'commands' | 'save'; readonly text: string };

/** The part of a recording that this test reads; the rest is for the replay of whole scenarios. */
export type Recording = {
	readonly scenario: {
		readonly name: string;
		readonly backend: 'legacy' | 'nft';
		readonly rules: Rules | readonly Rules[];
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

/** The recordings of a file, one per line. */
export function recordings(file: string): readonly Recording[] {
	return gunzipSync(readFileSync(file))
		.toString()
		.trim()
		.split('\n')
		.map((line): unknown => JSON.parse(line))
		.filter(isRecording);
}

/** The text of a recording's rules, if they are a single text. */
export function rulesText({ scenario: { rules } }: Recording): string {
	return 'text' in rules ? rules.text : '';
}

/** For each flow, the kernel's outcome in each range: that of its first lost packet, else passes. */
export function kernelGrid({ scenario, result }: Recording): Map<string, string[]> {
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

/** The same from our own grid, in the kernel's words. */
export function ownGrid({ rows }: Grid): Map<string, string[]> {
	return new Map(
		rows.map(({ flow, cells }) => [
			flow.id,
			cells.map(({ outcome, by }) => {
				const [, chain = '', rule = ''] = /^\w+ (\S+), rule (\d+)$/.exec(by) ?? [];
				if (outcome === 'passes') return outcome;
				return rule
					? `${outcome} by ${chain} ${rule}`
					: `${outcome} by policy ${by.split(' ').at(-1) ?? ''}`;
			})
		])
	);
}
