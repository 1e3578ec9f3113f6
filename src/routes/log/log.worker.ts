import { expose } from 'comlink';
import {
	blobSource,
	findSeams,
	firstRow,
	readLog,
	readRows,
	rowFormats,
	rowsFrom,
	type FirstRow,
	type Place,
	type PlaceIndex,
	type Query
} from '$lib/pfirewall';

/**
 * On the site, only the headers of the worker's own response restrict it; in the single file, the
 * page's policy does, which does not allow WebAssembly.
 */
const simd = !SINGLE_FILE;

/** Milliseconds between two progress reports. */
const PAUSE = 100;

/** A file, and which of its rows to write. */
export interface ExportPart {
	readonly file: File;
	readonly name: string;
	readonly query: Query;
	readonly from: Place | undefined;
	/** How many rows that is. */
	readonly rows: number;
}

function seldom(tell: (bytes: number) => unknown): (bytes: number) => void {
	let last = 0;
	return (bytes) => {
		const now = performance.now();
		if (now - last < PAUSE) return;
		last = now;
		tell(bytes);
	};
}

let stopping = new AbortController();

const api = {
	/** Reads a file; after `stop`, resolves with what was read so far. */
	async read(
		file: File,
		query: Query,
		from: Place | undefined,
		progress: (bytes: number) => unknown
	) {
		stopping = new AbortController();
		const { signal } = stopping;
		return await readLog(blobSource(file), query, {
			from,
			signal,
			onProgress: seldom(progress),
			simd
		});
	},
	stop() {
		stopping.abort();
		return Promise.resolve();
	},
	async firstRow(file: File) {
		return await firstRow(blobSource(file));
	},
	/** Looks for overlaps; after `stop`, resolves with undefined. */
	async seams(
		earlier: File,
		later: readonly { readonly file: File; readonly first: FirstRow }[],
		progress: (bytes: number) => unknown
	) {
		stopping = new AbortController();
		const { signal } = stopping;
		const logs = later.map(({ file, first }) => ({ source: blobSource(file), first }));
		const onProgress = seldom(progress);
		return await findSeams(blobSource(earlier), logs, { signal, onProgress });
	},
	async rows(file: File, query: Query, places: PlaceIndex, first: number, count: number) {
		return await readRows(blobSource(file), query, places, first, count, simd);
	},
	/** All rows found, in a format. Each piece becomes a blob at once, which a browser may keep on disk. */
	async write(
		parts: readonly ExportPart[],
		columns: readonly string[],
		formatId: string,
		progress: (rows: number) => unknown
	): Promise<Blob> {
		const format = rowFormats.find(({ id }) => id === formatId);
		if (!format) throw new RangeError(`no format ${formatId}`);
		const tell = seldom(progress);
		const pieces = [new Blob([format.head(columns)])];
		let written = 0;
		for (const { file, name, query, from, rows: count } of parts) {
			let left = count;
			if (left === 0) continue;
			for await (const rows of rowsFrom(blobSource(file), query, from, simd)) {
				const named = rows.slice(0, left).map((row) => ({ ...row, file: name }));
				pieces.push(new Blob([format.rows(named, columns, written === 0)]));
				written += named.length;
				left -= named.length;
				tell(written);
				if (left === 0) break;
			}
		}
		return new Blob([...pieces, format.tail], { type: format.type });
	}
};

export type Api = typeof api;
expose(api);
