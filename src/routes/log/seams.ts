import { mayOverlap, type Seam } from '$lib/pfirewall';
import type { Pool } from '$lib/worker';
import type { Api } from './log.worker';
import type { Pass } from './pass';

/** What the start of a file has in common with another file. */
export interface Overlap extends Seam {
	/** The name of the other file. */
	readonly with: string;
}

/** For each file the longest overlap of its start with another one; undefined where there is none. */
export async function overlapsOf(
	workers: Pool<Api>,
	{ files, readings }: Pass
): Promise<readonly (Overlap | undefined)[]> {
	const overlaps = new Map<number, Overlap>();
	const pairs = mayOverlap(
		readings.map((reading) => (reading.kind === 'log' ? reading : undefined))
	);
	await Promise.all(
		pairs.map(async ({ earlier, later }) => {
			const first = files[earlier];
			const others = later.flatMap((index) => files[index] ?? []);
			if (!first) return;
			const seams = await workers.run((api) =>
				api.seams(
					first.file,
					others.map(({ file }) => file)
				)
			);
			for (const [at, seam] of seams.entries()) {
				const index = later[at];
				if (!seam || index === undefined) continue;
				if (seam.rows > (overlaps.get(index)?.rows ?? 0)) {
					overlaps.set(index, { ...seam, with: first.name });
				}
			}
		})
	);
	return files.map((_, index) => overlaps.get(index));
}
