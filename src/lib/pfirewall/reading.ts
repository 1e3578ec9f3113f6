/** Reads one log from end to end, in pieces. */
import { detectEncoding, ENCODING_SAMPLE, type Encoding } from '$lib/text';
import { Collector, type Gap, type MalformedStretch } from './collector';
import { USUAL_LAYOUT } from './layout';
import type { Place, PlaceIndex } from './place';
import type { Query } from './query';
import { Scanner } from './scanner';
import type { Counts } from './visitor';
import { characters, readFully, type ByteSource, type Characters } from './source';
import type { Summary } from './summary';
import type { Timeline } from './timeline';

/** A line that was skipped, with its text (if long, only the beginning). */
export interface MalformedRow extends MalformedStretch {
	readonly raw: string;
}

/** What was found in one log. */
export interface Reading {
	readonly kind: 'log';
	readonly encoding: Encoding;
	/** Everything was read; false after a cancel. */
	readonly complete: boolean;
	readonly counts: Readonly<Counts>;
	readonly summary: Summary;
	/** Rows that match the query at any time, over time. */
	readonly timeline: Timeline;
	/** The rows found. */
	readonly places: PlaceIndex;
	/** The first of the rows that are malformed; `counts` has their number. */
	readonly malformed: readonly MalformedRow[];
	/** The first of the gaps. */
	readonly gaps: readonly Gap[];
	readonly gapCount: number;
	/** Entries lost in all gaps that say how many. */
	readonly lostEntries: number;
	/** No `#Fields:` line came before the rows: the usual columns were assumed. */
	readonly headless: boolean;
	/** Every column that rows can have, including those unknown to this reader. */
	readonly columns: readonly string[];
}

/** A file that is not a firewall log. */
export interface NoLog {
	readonly kind: 'no-log';
	readonly why: 'empty' | 'other-log' | 'no-rows';
}

export interface ReadingOptions {
	/** Where to start; the start of the file if it is left out. */
	readonly from?: Place | undefined;
	/** Called after each piece with the bytes of the file read so far. */
	readonly onProgress?: (bytes: number) => void;
	readonly signal?: AbortSignal;
	/**
	 * Whether to try WebAssembly, by default true; without it a log takes a few times as long. If a
	 * content security policy forbids it, each try is reported as a violation.
	 */
	readonly simd?: boolean;
}

/** A file without a header or row in this many bytes is not a firewall log. */
const PATIENCE = 1024 * 1024;
const LONGEST_SHOWN = 1000;

/** The characters of a log, whatever its encoding. */
export async function openLog(
	source: ByteSource
): Promise<{ readonly encoding: Encoding; readonly log: Characters }> {
	const encoding = detectEncoding(await readFully(source, new Uint8Array(ENCODING_SAMPLE), 0));
	return { encoding, log: characters(source, encoding) };
}

/**
 * Runs a log through a scanner, piece by piece; after each, yields how many of its characters have
 * been scanned. While one piece is scanned, the next is being read.
 */
export async function* pieces(
	log: Characters,
	scanner: Scanner,
	from: Place | undefined
): AsyncGenerator<number, void> {
	let at = from?.offset ?? 0;
	let next = log.read(scanner.room, at);
	for (let length = await next; length > 0; length = await next) {
		scanner.take(length);
		at += length;
		next = log.read(scanner.room, at);
		// A piece that is never awaited may fail silently.
		next.catch(() => undefined);
		scanner.scan();
		yield at;
	}
	scanner.end();
	yield at;
}

/**
 * Reads a log and summarises the rows that match the query. Memory is bounded, whatever the size.
 * Rejects only if the source does.
 */
export async function readLog(
	source: ByteSource,
	query: Query,
	{ from, onProgress, signal, simd = true }: ReadingOptions = {}
): Promise<Reading | NoLog> {
	const { encoding, log } = await openLog(source);
	const collector = new Collector(query);
	const scanner = new Scanner(collector, from, simd);
	const { counts } = scanner;
	let complete = true;
	for await (const at of pieces(log, scanner, from)) {
		onProgress?.(encoding.mark + at * encoding.unit);
		const nothing = counts.rows === 0 && counts.headers === 0 && collector.gapCount === 0;
		if (nothing && at > PATIENCE && from === undefined) break;
		if (signal?.aborted) {
			complete = false;
			break;
		}
	}
	if (
		from === undefined &&
		counts.rows === 0 &&
		counts.headers === 0 &&
		collector.gapCount === 0 &&
		complete
	) {
		const why = log.size === 0 ? 'empty' : counts.foreignHeaders > 0 ? 'other-log' : 'no-rows';
		return { kind: 'no-log', why };
	}
	const malformed: MalformedRow[] = [];
	for (const stretch of collector.malformedRows) {
		const end = Math.min(stretch.end, stretch.start + LONGEST_SHOWN);
		malformed.push({ ...stretch, raw: await log.text(stretch.start, end) });
	}
	return {
		kind: 'log',
		encoding,
		complete,
		counts,
		summary: collector.summary.summary(),
		timeline: collector.timeline.timeline(),
		places: collector.places.index(),
		malformed,
		gaps: collector.gaps,
		gapCount: collector.gapCount,
		lostEntries: collector.lostEntries,
		headless: counts.headers === 0 && (from?.layout ?? USUAL_LAYOUT) === USUAL_LAYOUT,
		columns: collector.columnNames
	};
}
