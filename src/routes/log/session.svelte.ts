import { browser } from '$app/environment';
import { connect, pool, type Connection, type Pool } from '$lib/worker';
import { asksMore, firstQuery, queryOf, type Asked } from './asked';
import { FoundRows } from './found-rows.svelte';
import spawn from './log.worker?spawn';
import type { Api } from './log.worker';
import { columnsOf, readAll, type FileReading, type LogFile, type Pass } from './pass';
import { Stopwatch, type Doing, type Progress } from './progress';
import { overlapsOf, type Overlap } from './seams';

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
	/** What the controls ask for, the same as `first` at the start; undefined where it was not read. */
	view: Pass | undefined = $state.raw();
	/** The rows of `view`. */
	found: FoundRows | undefined = $state.raw();
	/** For each file what its start has in common with another; undefined until they were compared. */
	overlaps: readonly (Overlap | undefined)[] | undefined = $state.raw();
	progress: Progress | undefined = $state.raw();

	readonly #readers: Pool<Api> | undefined = browser
		? pool<Api>(spawn, navigator.hardwareConcurrency)
		: undefined;
	readonly #rows: Connection<Api> | undefined = browser ? connect<Api>(spawn) : undefined;
	/** What reads now; one that is not this any more was given up. */
	#run = { stopped: false };
	/** Of the work that goes on now. */
	#watching: Stopwatch | undefined;
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

	#forget(): void {
		this.#halt();
		this.#run = { stopped: false };
		this.first = undefined;
		this.view = undefined;
		this.found = undefined;
		this.overlaps = undefined;
		this.#firstKey = '';
		this.#viewKey = '';
	}

	/** Reads what is needed for a wish, unless it is there. Earlier readings are given up. */
	async read(wish: Wish): Promise<void> {
		const readers = this.#readers;
		const firstKey = JSON.stringify([wish.range, wish.countTwice]);
		const viewKey = JSON.stringify(wish);
		if (!readers || this.files.length === 0 || viewKey === this.#viewKey) return;
		this.#halt();
		const run = { stopped: false };
		this.#run = run;
		const current = () => this.#run === run;
		const over = () => run.stopped || !current();
		if (firstKey !== this.#firstKey) {
			const first = await this.#readFirst(readers, wish, over);
			if (!current()) return;
			this.first = first;
			this.#firstKey = run.stopped ? '' : firstKey;
		}
		let view = asksMore(wish) ? undefined : this.first;
		if (!view && !run.stopped) {
			view = await this.#readAll(readers, queryOf(wish), this.first?.starts ?? [], over);
			if (!current()) return;
		}
		this.#watching = undefined;
		this.progress = undefined;
		this.view = view;
		this.found = view && this.#rows && new FoundRows(view, this.#rows);
		this.#viewKey = run.stopped ? '' : viewKey;
	}

	/** Reads what the page's question takes: all files, and where they overlap. */
	async #readFirst(readers: Pool<Api>, wish: Wish, over: () => boolean): Promise<Pass> {
		const query = firstQuery(wish.range);
		const starts = () =>
			wish.countTwice ? [] : (this.overlaps ?? []).map((overlap) => overlap?.next);
		if (this.overlaps) return await this.#readAll(readers, query, starts(), over);
		const pass = await this.#readAll(readers, query, [], over);
		if (over()) return pass;
		const overlaps = await this.#compare(readers, pass, over);
		if (!overlaps) return { ...pass, coverage: { ...pass.coverage, compared: false } };
		this.overlaps = overlaps;
		if (starts().every((start) => start === undefined)) return pass;
		return await this.#readAll(readers, query, starts(), over, pass.readings);
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
		const sizes = files.map(({ file }, index) => (known[index] && !starts[index] ? 0 : file.size));
		const progress = this.#watch('reading', sizes, over);
		return await readAll(readers, files, query, starts, known, over, progress);
	}

	async #compare(
		readers: Pool<Api>,
		pass: Pass,
		over: () => boolean
	): Promise<readonly (Overlap | undefined)[] | undefined> {
		return await overlapsOf(readers, pass, over, (sizes) => this.#watch('comparing', sizes, over));
	}

	/** Shows how far a work is of which the parts have these sizes. */
	#watch(
		doing: Doing,
		sizes: readonly number[],
		over: () => boolean
	): (part: number, bytes: number) => void {
		const watch = new Stopwatch(doing, sizes);
		this.#watching = watch;
		this.progress = watch.progress();
		return (part, bytes) => {
			// What a worker tells of its progress may come after what it found.
			if (over() || this.#watching !== watch) return;
			watch.reach(part, bytes);
			this.progress = watch.progress();
		};
	}

	/** Ends what is being read; what was read so far is shown. */
	stop(): void {
		this.#run.stopped = true;
		this.#halt();
	}

	#halt(): void {
		this.#readers?.tell((api) => api.stop());
	}

	/** The columns that rows can have, in the order of the logs. */
	get columns(): readonly string[] {
		return columnsOf(this.first?.readings ?? []);
	}

	/** Ends all workers: the page is left. */
	end(): void {
		this.#run = { stopped: true };
		this.#readers?.cancel();
		this.#rows?.cancel();
	}
}
