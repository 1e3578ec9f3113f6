import type { Cell, Grid } from './grid';
import { ranges } from '$lib/cgnat';

/** A flow and the ranges, by their octets, to which a statement applies. */
export type FlowIn = { readonly name: string; readonly octets: readonly number[] };

/** The effect of a change of the rule set on the flows. */
export type Comparison = {
	/** Needed flows that pass now but did not before. */
	readonly fixed: readonly FlowIn[];
	/** Needed flows that do not pass now, whether they did before or not. */
	readonly failing: readonly FlowIn[];
	/** Other flows that get in now but did not before. */
	readonly letIn: readonly FlowIn[];
	/** Other flows that no longer get in. */
	readonly keptOut: readonly FlowIn[];
};

function passes(cell: Cell | undefined): boolean {
	return cell?.outcome === 'passes';
}

/** Compares the grids of two rule sets, over the same flows. */
export function compareGrids(before: Grid, after: Grid): Comparison {
	const select = (
		kind: 'needed' | 'beside',
		holds: (was: boolean, is: boolean) => boolean
	): readonly FlowIn[] =>
		after.rows
			.filter(({ flow }) => flow.kind === kind)
			.map(({ flow, cells }) => {
				const old = before.rows.find((row) => row.flow.id === flow.id);
				const octets = ranges
					.filter(({ index }) => holds(passes(old?.cells[index]), passes(cells[index])))
					.map(({ octet }) => octet);
				return { name: flow.name, octets };
			})
			.filter(({ octets }) => octets.length > 0);
	return {
		fixed: select('needed', (was, is) => is && !was),
		failing: select('needed', (_, is) => !is),
		letIn: select('beside', (was, is) => is && !was),
		keptOut: select('beside', (was, is) => was && !is)
	};
}

/** Octets as a person lists them: `64`, `65 to 83`, `64, 66 to 70`. */
export function sayOctets(octets: readonly number[]): string {
	const runs: [number, number][] = [];
	for (const octet of octets) {
		const last = runs.at(-1);
		if (last?.[1] === octet - 1) last[1] = octet;
		else runs.push([octet, octet]);
	}
	return runs
		.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`))
		.join(', ');
}
