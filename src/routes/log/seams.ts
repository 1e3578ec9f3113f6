import { proxy } from 'comlink';
import { mayOverlap, type FirstRow, type Seam } from '$lib/pfirewall';
import type { Pool } from '$lib/worker';
import type { Api } from './log.worker';
import type { Pass } from './pass';

/** What the start of a file has in common with another file. */
export interface Overlap extends Seam {
	/** The name of the other file. */
	readonly with: string;
}

/** A file that can no longer be read has nothing in common with another. */
const nothing = () => undefined;

/**
 * For each file, the longest overlap of its start with another one; undefined if there is none.
 * The whole result is undefined if the comparison was stopped.
 *
 * @param watch takes the sizes of the files to search; returns the callback for their progress
 */
export async function overlapsOf(
	workers: Pool<Api>,
	{ files, readings }: Pass,
	stopped: () => boolean,
	watch: (sizes: readonly number[]) => (part: number, bytes: number) => void
): Promise<readonly (Overlap | undefined)[] | undefined> {
	const overlaps = new Map<number, Overlap>();
	const pairs = mayOverlap(
		readings.map((reading) => (reading.kind === 'log' ? reading : undefined))
	);
	if (pairs.length === 0) return files.map(() => undefined);
	const firsts = new Map<number, FirstRow>();
	await Promise.all(
		[...new Set(pairs.flatMap(({ later }) => later))].map(async (index) => {
			const log = files[index];
			const first = log && (await workers.run((api) => api.firstRow(log.file)).catch(nothing));
			if (first) firsts.set(index, first);
		})
	);
	const progress = watch(pairs.map(({ earlier }) => files[earlier]?.file.size ?? 0));
	await Promise.all(
		pairs.map(async ({ earlier, later }, part) => {
			const log = files[earlier];
			const others = later.flatMap((index) => {
				const first = firsts.get(index);
				const file = files[index]?.file;
				return file && first ? [{ index, file, first }] : [];
			});
			if (!log) return;
			const search = workers.run(async (api) =>
				stopped()
					? undefined
					: await api.seams(
							log.file,
							others.map(({ file, first }) => ({ file, first })),
							proxy((bytes: number) => {
								progress(part, bytes);
							})
						)
			);
			const seams = await search.catch(nothing);
			progress(part, log.file.size);
			for (const [at, seam] of (seams ?? []).entries()) {
				const index = others[at]?.index;
				if (!seam || index === undefined) continue;
				if (seam.rows > (overlaps.get(index)?.rows ?? 0)) {
					overlaps.set(index, { ...seam, with: log.name });
				}
			}
		})
	);
	return stopped() ? undefined : files.map((_, index) => overlaps.get(index));
}
