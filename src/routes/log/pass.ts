import { proxy } from 'comlink';
import {
	mergeSummaries,
	mergeTimelines,
	type Coverage,
	type NoLog,
	type Place,
	type Query,
	type Reading,
	type Summary,
	type Timeline
} from '$lib/pfirewall';
import type { Pool } from '$lib/worker';
import type { Api } from './log.worker';

/** A file that the user chose, under a unique name. */
export interface LogFile {
	readonly name: string;
	readonly file: File;
}

export type FileReading =
	| Reading
	| NoLog
	/** Not started when reading was stopped. */
	| { readonly kind: 'unread' }
	| { readonly kind: 'failed'; readonly message: string };

/** The result of reading all files: one query, each file from the place where it counts. */
export interface Pass {
	readonly query: Query;
	readonly files: readonly LogFile[];
	readonly readings: readonly FileReading[];
	readonly starts: readonly (Place | undefined)[];
	readonly summary: Summary;
	readonly timeline: Timeline;
	readonly coverage: Coverage;
}

/**
 * Reads all files, as many at a time as there are workers.
 *
 * @param known what the same query gave for whole files: taken for those that have no start
 */
export async function readAll(
	workers: Pool<Api>,
	files: readonly LogFile[],
	query: Query,
	starts: readonly (Place | undefined)[],
	known: readonly FileReading[],
	stopped: () => boolean,
	progress: (file: number, bytes: number) => void
): Promise<Pass> {
	const readings = await Promise.all(
		files.map(async ({ file }, index): Promise<FileReading> => {
			const before = starts[index] === undefined ? known[index] : undefined;
			if (before) return before;
			try {
				return await workers.run(async (api) =>
					stopped()
						? { kind: 'unread' }
						: await api.read(
								file,
								query,
								starts[index],
								proxy((bytes: number) => {
									progress(index, bytes);
								})
							)
				);
			} catch (error) {
				return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
			} finally {
				progress(index, file.size);
			}
		})
	);
	return passOf(query, files, readings, starts);
}

export function logsOf(readings: readonly FileReading[]): readonly Reading[] {
	return readings.filter((reading) => reading.kind === 'log');
}

/** A log in which rows were found. */
export interface FoundIn {
	readonly log: LogFile;
	readonly reading: Reading;
	readonly start: Place | undefined;
}

/** The logs in which rows were found, in the order of time: an older part of a log before a newer one. */
export function foundIn({ files, readings, starts }: Pass): readonly FoundIn[] {
	return files
		.flatMap((log, index) => {
			const reading = readings[index];
			return reading?.kind === 'log' && reading.summary.found > 0
				? [{ log, reading, start: starts[index] }]
				: [];
		})
		.sort((a, b) => (a.reading.summary.first ?? 0) - (b.reading.summary.first ?? 0));
}

/** The columns that rows can have, in the order of the logs. */
export function columnsOf(readings: readonly FileReading[]): readonly string[] {
	return [...new Set(logsOf(readings).flatMap(({ columns }) => columns))];
}

function passOf(
	query: Query,
	files: readonly LogFile[],
	readings: readonly FileReading[],
	starts: readonly (Place | undefined)[]
): Pass {
	const logs = logsOf(readings);
	const named = (kind: FileReading['kind']) =>
		files.flatMap(({ name }, index) => (readings[index]?.kind === kind ? [name] : []));
	const earliest = Math.min(...logs.map(({ counts }) => counts.earliest));
	const latest = Math.max(...logs.map(({ counts }) => counts.latest));
	return {
		query,
		files,
		readings,
		starts,
		summary: mergeSummaries(logs.map(({ summary }) => summary)),
		timeline: mergeTimelines(logs.map(({ timeline }) => timeline)),
		coverage: {
			logs: logs.length,
			rows: logs.reduce((sum, { counts }) => sum + counts.rows, 0),
			drops: logs.reduce((sum, { counts }) => sum + counts.drops, 0),
			earliest: Number.isFinite(earliest) ? earliest : undefined,
			latest: Number.isFinite(latest) ? latest : undefined,
			complete:
				logs.every(({ complete }) => complete) && readings.every(({ kind }) => kind !== 'unread'),
			compared: true,
			malformed: logs.reduce((sum, { counts }) => sum + counts.malformed, 0),
			gaps: logs.reduce((sum, { gapCount }) => sum + gapCount, 0),
			lost: logs.reduce((sum, { lostEntries }) => sum + lostEntries, 0),
			noLogs: named('no-log'),
			unreadable: named('failed')
		}
	};
}
