import { browser } from '$app/environment';
import { connect, pool, type Connection, type Pool } from '$lib/worker';
import { asksMore, firstQuery, queryOf, type Asked } from './asked';
import { FoundRows } from './found-rows.svelte';
import spawn from './log.worker?spawn';
import type { Api } from './log.worker';
import { columnsOf, readAll, type FileReading, type LogFile, type Pass } from './pass';
import { Stopwatch, type Doing, type Progress } from './progress';
import { overlapsOf, type Overlap } from './seams';

/** The settings of the controls, with the one that is not part of a query. */
export interface Wish extends Asked {
	/** Rows that two files have in common count twice. */
	readonly countTwice: boolean;
}

/** The files of the page, what was read of them, and what is being read. */
export class Session {
	files: readonly LogFile[] = $state.raw([]);
	/** The answer to the page's question, for all files together. */
	first: Pass | undefined = $state.raw();
	/** What the controls ask for, at the start the same as `first`; undefined if it was not read. */
	view: Pass | undefined = $state.raw();
	/** The rows of `view`. */
	found: FoundRows | undefined = $state.raw();
	/** For each file, what its start has in common with another; undefined until they are compared. */
	overlaps: readonly (Overlap | undefined)[] | undefined = $state.raw();
	progress: Progress | undefined = $state.raw();

	readonly #readers: Pool<Api> | undefined = browser
		? pool<Api>(spawn, navigator.hardwareConcurrency)
		: undefined;
	readonly #rows: Connection<Api> | undefined = browser ? connect<Api>(spawn) : undefined;
	/** The current reading; any other has been abandoned. */
	#run = { stopped: false };
	/** Of the work in progress. */
	#watching: Stopwatch | undefined;
	/** The wishes that `first` and `view` were read for. */
	#firstKey = '';
	#viewKey = '';

	/** Adds files, each under a unique name. */
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

	/** Reads what a wish needs, unless it has been read already. Abandons earlier readings. */
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

	/** Reads what the page's question needs: all files, and where they overlap. */
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

	/** @param known what the same query gave for whole files: taken for those that have no start */
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

	/** Shows the progress of work whose parts have these sizes. */
	#watch(
		doing: Doing,
		sizes: readonly number[],
		over: () => boolean
	): (part: number, bytes: number) => void {
		const watch = new Stopwatch(doing, sizes);
		this.#watching = watch;
		this.progress = watch.progress();
		return (part, bytes) => {
			// A worker's progress report may arrive after its result.
			if (over() || this.#watching !== watch) return;
			watch.reach(part, bytes);
			this.progress = watch.progress();
		};
	}

	/** Stops reading; what has been read so far is shown. */
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

	/** Ends all workers when the user leaves the page. */
	end(): void {
		this.#run = { stopped: true };
		this.#readers?.cancel();
		this.#rows?.cancel();
	}
}
