import { browser } from '$app/environment';
import { SvelteMap } from 'svelte/reactivity';
import { proxy } from 'comlink';
import type { Row, RowFormat } from '$lib/pfirewall';
import { Cancelled, connect, pool, type Connection, type Pool } from '$lib/worker';
import { firstQuery, queryOf, type Asked } from './asked';
import spawn from './log.worker?spawn';
import type { Api } from './log.worker';
import { logsOf, readAll, type FileReading, type LogFile, type Pass } from './pass';
import { progressOf, type Progress } from './progress';
import { overlapsOf, type Overlap } from './seams';

/** Rows that are read at a time, and how many of such batches are kept for scrolling. */
const BATCH = 100;
const MOST_BATCHES = 60;

/** A row of the list, with the name of its file. */
export interface ListedRow extends Row {
	readonly file: string;
}

/** What the controls say, beside the query. */
export interface Wish extends Asked {
	/** Rows that two files have in common count in both. */
	readonly countTwice: boolean;
}

/** The files of the page, what was read of them, and what is being read. */
export class Session {
	files: readonly LogFile[] = $state.raw([]);
	/** The answer to the page's question; of all files together. */
	first: Pass | undefined = $state.raw();
	/** What the controls ask for; the same as `first` at the start. */
	view: Pass | undefined = $state.raw();
	overlaps: readonly (Overlap | undefined)[] = $state.raw([]);
	progress: Progress | undefined = $state.raw();
	/** Rows written so far, while an export goes on. */
	writing: number | undefined = $state.raw();

	readonly #readers: Pool<Api> | undefined = browser
		? pool<Api>(spawn, navigator.hardwareConcurrency)
		: undefined;
	readonly #rows: Connection<Api> | undefined = browser ? connect<Api>(spawn) : undefined;
	readonly #writer: Connection<Api> | undefined = browser ? connect<Api>(spawn) : undefined;
	readonly #batches = new SvelteMap<string, readonly ListedRow[]>();
	readonly #asked = new Set<string>();
	#run = 0;
	#stopped = false;
	/** What `first` and `view` were read for. */
	#firstKey = '';
	#viewKey = '';

	/** Takes more files, each under a name of its own. */
	add(files: readonly File[]): void {
		const names = new Set(this.files.map(({ name }) => name));
		const added = files.map((file): LogFile => {
			const given = file.webkitRelativePath || file.name;
			let name = given;
			for (let copy = 2; names.has(name); copy++) name = `${given} (${copy})`;
			names.add(name);
			return { name, file };
		});
		this.#forget();
		this.files = [...this.files, ...added];
	}

	clear(): void {
		this.#forget();
		this.files = [];
		this.progress = undefined;
	}

	#forget(): void {
		this.#halt();
		this.#run++;
		this.first = undefined;
		this.view = undefined;
		this.overlaps = [];
		this.#firstKey = '';
		this.#viewKey = '';
	}

	/** Reads what is needed for a wish, unless it is there. Earlier readings are given up. */
	async read(wish: Wish): Promise<void> {
		const readers = this.#readers;
		const { files } = this;
		const { countTwice, ...asked } = wish;
		const firstKey = JSON.stringify([wish.range, countTwice]);
		const viewKey = JSON.stringify(wish);
		if (!readers || files.length === 0 || viewKey === this.#viewKey) return;
		this.#halt();
		this.#stopped = false;
		const run = ++this.#run;
		const current = () => run === this.#run;
		const stopped = () => this.#stopped;
		const over = () => stopped() || !current();
		if (firstKey !== this.#firstKey) {
			let pass = await this.#readAll(readers, firstQuery(asked.range), [], over);
			if (!over() && files.length > 1 && this.overlaps.length === 0) {
				const overlaps = await overlapsOf(readers, pass);
				if (current()) this.overlaps = overlaps;
			}
			const starts = countTwice ? [] : this.overlaps.map((overlap) => overlap?.next);
			if (!over() && starts.some((start) => start !== undefined)) {
				pass = await this.#readAll(readers, pass.query, starts, over, pass.readings);
			}
			if (!current()) return;
			this.first = pass;
			this.#firstKey = stopped() ? '' : firstKey;
		}
		const plain = { scope: '', where: '', from: '', until: '', range: asked.range };
		const same =
			JSON.stringify({ ...plain, ...asked }) === JSON.stringify({ ...plain, range: asked.range });
		const { first } = this;
		const view =
			first && (same || stopped())
				? first
				: await this.#readAll(readers, queryOf(asked), first?.starts ?? [], over);
		if (!current()) return;
		this.progress = undefined;
		this.#batches.clear();
		this.#asked.clear();
		this.view = view;
		this.#viewKey = stopped() ? '' : viewKey;
	}

	/** @param known what was read of files before, for those that start where they did then */
	async #readAll(
		readers: Pool<Api>,
		query: Pass['query'],
		starts: Pass['starts'],
		over: () => boolean,
		known: readonly FileReading[] = []
	): Promise<Pass> {
		const { files } = this;
		const began = performance.now();
		const sizes = files.map(({ file }, index) => (known[index] && !starts[index] ? 0 : file.size));
		const done = sizes.map(() => 0);
		const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
		const total = sum(sizes);
		this.progress = progressOf(0, total, 0);
		return await readAll(readers, files, query, starts, known, over, (index, bytes) => {
			if (over()) return;
			done[index] = Math.min(bytes, sizes[index] ?? 0);
			this.progress = progressOf(sum(done), total, performance.now() - began);
		});
	}

	/** Ends what is being read; what was read so far is shown. */
	stop(): void {
		this.#stopped = true;
		this.#halt();
	}

	#halt(): void {
		this.#readers?.tell((api) => api.stop());
	}

	/** How many rows the list has. */
	get count(): number {
		return this.view?.summary.found ?? 0;
	}

	/** A row of the list; undefined while it is being read. */
	row(index: number): ListedRow | undefined {
		const { view } = this;
		let local = index;
		for (const [at, reading] of (view?.readings ?? []).entries()) {
			if (reading.kind !== 'log') continue;
			const { found } = reading.summary;
			if (local >= found) {
				local -= found;
				continue;
			}
			const batch = Math.floor(local / BATCH);
			const key = `${at}:${batch}`;
			const rows = this.#batches.get(key);
			if (!rows && view) void this.#load(view, at, batch, key);
			return rows?.[local % BATCH];
		}
		return undefined;
	}

	async #load(view: Pass, at: number, batch: number, key: string): Promise<void> {
		const file = view.files[at];
		const reading = view.readings[at];
		if (!file || reading?.kind !== 'log' || this.#asked.has(key)) return;
		this.#asked.add(key);
		const rows = await this.#rows?.run((api) =>
			api.rows(file.file, view.query, reading.places, batch * BATCH, BATCH)
		);
		if (!rows || view !== this.view) return;
		const [oldest] = this.#batches.keys();
		if (oldest !== undefined && this.#batches.size >= MOST_BATCHES) {
			this.#batches.delete(oldest);
			this.#asked.delete(oldest);
		}
		this.#batches.set(
			key,
			rows.map((row) => ({ ...row, file: file.name }))
		);
	}

	/** The columns that rows can have, in the order of the logs. */
	get columns(): readonly string[] {
		return [...new Set(logsOf(this.first?.readings ?? []).flatMap(({ columns }) => columns))];
	}

	/** All rows of the list, written out; undefined when that was cancelled. */
	async write(format: RowFormat): Promise<Blob | undefined> {
		const { view } = this;
		if (!view) return undefined;
		const parts = view.files.flatMap(({ file, name }, index) =>
			view.readings[index]?.kind === 'log'
				? [{ file, name, query: view.query, from: view.starts[index] }]
				: []
		);
		this.writing = 0;
		try {
			return await this.#writer?.run((api) =>
				api.write(
					parts,
					this.columns,
					format.id,
					proxy((rows: number) => {
						this.writing = rows;
					})
				)
			);
		} catch (error) {
			if (error instanceof Cancelled) return undefined;
			throw error;
		} finally {
			this.writing = undefined;
		}
	}

	stopWriting(): void {
		this.#writer?.cancel();
	}

	/** Ends all workers: the page is left. */
	end(): void {
		this.#run++;
		this.#readers?.cancel();
		this.#rows?.cancel();
		this.#writer?.cancel();
	}
}
