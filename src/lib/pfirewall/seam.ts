/**
 * Files that overlap: a copy of the log taken later starts, or goes on, with rows of an earlier one.
 * They are told by their rows alone, names and times of the files say nothing.
 */
import { openLog } from './reading';
import { LONGEST_ROW } from './scanner';
import { USUAL_LAYOUT, readLayout } from './layout';
import type { Place } from './place';
import type { ByteSource, Characters } from './source';

/** What the start of one file has in common with another. */
export interface Seam {
	/** Where the rows start that the other file doesn't have. */
	readonly next: Place;
	/** How many rows before it the other file has too. */
	readonly rows: number;
}

/** Rows equal to a file's first that are tried as the start of an overlap. */
const MOST_STARTS = 256;
const PIECE = 256 * 1024;
const LF = 10;

interface Line {
	readonly text: string;
	readonly start: number;
	readonly line: number;
	/** It has a line end: the last of a copy taken while it was written may be cut short. */
	readonly whole: boolean;
}

/** The rows of a log as text, blank lines and comments left out; `header` is told of the latter. */
async function* linesOf(
	log: Characters,
	offset: number,
	header: (text: string) => void = () => undefined
): AsyncGenerator<Line, void> {
	const decoder = new TextDecoder('latin1');
	const piece = new Uint8Array(PIECE);
	let carry = '';
	let start = offset;
	let line = 0;
	for (let at = offset; ;) {
		const length = await log.read(piece, at);
		at += length;
		const whole = length > 0;
		// The last line may have no end of its own.
		const text = carry + decoder.decode(piece.subarray(0, length)) + (whole ? '' : '\n');
		let from = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
			// Files put together keep the byte order mark of each.
			const row = text
				.slice(from, end)
				.replace(/^\u00ef\u00bb\u00bf/, '')
				.trim();
			if (row.startsWith('#')) header(row);
			else if (row !== '') yield { text: row, start: start + from, line, whole };
			from = end + 1;
			line++;
		}
		if (!whole) return;
		carry = text.length - from > LONGEST_ROW ? '' : text.slice(from);
		start += text.length - carry.length;
	}
}

const MARKS = 0x10000;

/** A mark of a row's time, so that few rows are looked at more closely. */
function markOf(bytes: Uint8Array, start: number): number {
	let mark = 0;
	for (let at = start + 8; at < start + 19; at++) mark = Math.imul(mark, 31) + (bytes[at] ?? 0);
	return mark & (MARKS - 1);
}

/** Where in a log the given rows stand, by row; at most so many places of each. */
async function findRows(
	log: Characters,
	rows: ReadonlySet<string>
): Promise<ReadonlyMap<string, number[]>> {
	const found = new Map<string, number[]>([...rows].map((row) => [row, []]));
	const marks = new Uint8Array(MARKS);
	for (const row of rows)
		marks[
			markOf(
				Uint8Array.from(row, (letter) => letter.charCodeAt(0)),
				0
			)
		] = 1;
	const piece = new Uint8Array(PIECE);
	const decoder = new TextDecoder('latin1');
	for (let at = 0; at < log.size;) {
		const length = await log.read(piece, at);
		if (length === 0) break;
		const last = at + length >= log.size;
		let start = 0;
		while (start < length) {
			const next = piece.subarray(0, length).indexOf(LF, start);
			if (next < 0 && !last && start > 0) break;
			const end = next < 0 ? length : next;
			if (marks[markOf(piece, start)] === 1) {
				const places = found.get(decoder.decode(piece.subarray(start, end)).trim());
				if (places && places.length < MOST_STARTS) places.push(at + start);
			}
			start = end + 1;
		}
		at += Math.min(start, length);
	}
	return found;
}

/** Whether the rows of `later` start as those of `earlier` from a place on, and go on to an end. */
async function seamAt(
	earlier: Characters,
	offset: number,
	later: Characters
): Promise<Seam | undefined> {
	let layout = USUAL_LAYOUT;
	const own = linesOf(later, 0, (text) => {
		if (/^#fields:/i.test(text)) layout = readLayout(text) ?? layout;
	});
	let rows = 0;
	for await (const line of linesOf(earlier, offset)) {
		const mine = await own.next();
		if (mine.done) return { next: { offset: later.size, line: 0, layout }, rows };
		if (mine.value.text === line.text) {
			rows++;
			continue;
		}
		// The earlier copy may end within a row that the later one has whole.
		const cut = !line.whole && mine.value.text.startsWith(line.text);
		return cut && rows > 0
			? { next: { offset: mine.value.start, line: mine.value.line, layout }, rows }
			: undefined;
	}
	if (rows === 0) return undefined;
	const after = await own.next();
	return {
		next: after.done
			? { offset: later.size, line: 0, layout }
			: { offset: after.value.start, line: after.value.line, layout },
		rows
	};
}

/**
 * For each of the later logs, the rows at its start that the earlier log ends with or holds as a
 * whole; undefined where there are none.
 */
export async function findSeams(
	earlier: ByteSource,
	later: readonly ByteSource[]
): Promise<readonly (Seam | undefined)[]> {
	const { log } = await openLog(earlier);
	const logs = await Promise.all(later.map(async (source) => (await openLog(source)).log));
	const firsts = await Promise.all(
		logs.map(async (each) => {
			const first = await linesOf(each, 0).next();
			return first.done ? undefined : first.value.text;
		})
	);
	const found = await findRows(log, new Set(firsts.flatMap((first) => first ?? [])));
	const seams: (Seam | undefined)[] = [];
	for (const [index, each] of logs.entries()) {
		let best: Seam | undefined;
		for (const offset of found.get(firsts[index] ?? '') ?? []) {
			best = await seamAt(log, offset, each);
			// The first that holds is the longest: it starts furthest from the end.
			if (best) break;
		}
		seams.push(best);
	}
	return seams;
}
