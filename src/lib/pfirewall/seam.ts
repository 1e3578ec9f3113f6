/**
 * Files that overlap: a copy of the log taken later starts, or continues, with rows of an earlier one.
 * They are recognised by their rows alone; file names and times say nothing.
 */
import type { Place } from './place';
import { openLog } from './reading';
import { RowCursor } from './row-cursor';
import type { ByteSource, Characters } from './source';

/** The overlap of the start of one file with another. */
export interface Seam {
	/** The first row that the other file doesn't have. */
	readonly next: Place;
	/** How many rows before it the other file has too. */
	readonly rows: number;
}

export interface SeamOptions {
	/** Called with the bytes of the earlier file searched so far. */
	readonly onProgress?: (bytes: number) => void;
	readonly signal?: AbortSignal;
}

/** How many rows equal to a file's first are tried as the start of an overlap. */
const MOST_STARTS = 256;

/** The first row of a log, for which other logs are searched. */
export interface FirstRow {
	readonly text: string;
	/** See `markOf`. */
	readonly mark: number;
}

/** A log that may start with rows of another. */
export interface LaterLog {
	readonly source: ByteSource;
	readonly first: FirstRow;
}

const MARKS = 0x10000;

/** A hash of a row's time, so that few rows need a full comparison. */
function markOf({ bytes, start }: RowCursor): number {
	let mark = 0;
	for (let at = start + 8; at < start + 19; at++) mark = Math.imul(mark, 31) + (bytes[at] ?? 0);
	return mark & (MARKS - 1);
}

const decoder = new TextDecoder('latin1');

function textOf({ bytes, start, end }: RowCursor): string {
	return decoder.decode(bytes.subarray(start, end));
}

/** The first row of a log; undefined if it has none. */
export async function firstRow(source: ByteSource): Promise<FirstRow | undefined> {
	const row = new RowCursor((await openLog(source)).log);
	return (await row.more()) ? { text: textOf(row), mark: markOf(row) } : undefined;
}

/** Where in a log the given rows are, by row; at most `MOST_STARTS` places each. */
async function findRows(
	log: Characters,
	firsts: readonly FirstRow[],
	{ onProgress, signal }: SeamOptions
): Promise<ReadonlyMap<string, readonly number[]>> {
	const found = new Map(firsts.map(({ text }): [string, number[]] => [text, []]));
	const marks = new Uint8Array(MARKS);
	for (const { mark } of firsts) marks[mark] = 1;
	const row = new RowCursor(log, 0, signal);
	while (await row.more()) {
		onProgress?.(row.offset);
		do {
			if (marks[markOf(row)] === 0) continue;
			const places = found.get(textOf(row));
			if (places && places.length < MOST_STARTS) places.push(row.offset);
		} while (row.take());
	}
	return found;
}

/** Whether a row is a prefix of another; for equal lengths, whether they are equal. */
function startsWith(row: RowCursor, start: RowCursor): boolean {
	const length = start.end - start.start;
	if (row.end - row.start < length) return false;
	for (let at = 0; at < length; at++)
		if (row.bytes[row.start + at] !== start.bytes[start.start + at]) return false;
	return true;
}

/** Whether `later` starts with the rows of `earlier` from a place on, until either ends. */
async function seamAt(
	earlier: Characters,
	offset: number,
	later: Characters,
	signal: AbortSignal | undefined
): Promise<Seam | undefined> {
	const theirs = new RowCursor(earlier, offset, signal);
	const own = new RowCursor(later, 0, signal);
	let rows = 0;
	const seam = (next: Place): Seam | undefined => (rows > 0 ? { next, rows } : undefined);
	const here = () => seam({ offset: own.offset, line: own.line, layout: own.layout });
	const end = () => seam({ offset: later.size, line: 0, layout: own.layout });
	while (theirs.take() || (await theirs.more())) {
		if (!own.take() && !(await own.more())) return end();
		const length = own.end - own.start;
		const theirLength = theirs.end - theirs.start;
		if (length === theirLength && startsWith(own, theirs)) rows++;
		// A copy may end within a row that the other one has in full.
		else if (!theirs.whole && startsWith(own, theirs)) return here();
		else if (!own.whole && startsWith(theirs, own)) return end();
		else return undefined;
	}
	return own.take() || (await own.more()) ? here() : end();
}

/**
 * For each of the later logs, the overlap at its start: the earlier log ends with these rows, or holds
 * the whole log; undefined if there is none. The whole result is undefined if the signal came first.
 */
export async function findSeams(
	earlier: ByteSource,
	later: readonly LaterLog[],
	options: SeamOptions = {}
): Promise<readonly (Seam | undefined)[] | undefined> {
	const { signal } = options;
	const { log } = await openLog(earlier);
	const found = await findRows(
		log,
		later.map(({ first }) => first),
		options
	);
	const seams: (Seam | undefined)[] = [];
	for (const { source, first } of later) {
		const places = found.get(first.text) ?? [];
		// Few of many logs overlap: the others are not even opened.
		const own = places.length > 0 ? (await openLog(source)).log : undefined;
		let best: Seam | undefined;
		for (const offset of places) {
			best = own && (await seamAt(log, offset, own, signal));
			// The first that fits is the longest: it starts furthest from the end.
			if (best || signal?.aborted) break;
		}
		seams.push(best);
	}
	return signal?.aborted ? undefined : seams;
}
