import { SvelteMap } from 'svelte/reactivity';
import type { Query, Row } from '$lib/pfirewall';
import { Cancelled, type Connection } from '$lib/worker';
import type { Api } from './log.worker';
import { foundIn, type FoundIn, type Pass } from './pass';
import { partsOf } from './row-parts';

/** Rows read at a time, and how many such batches are kept for scrolling. */
const BATCH = 100;
const MOST_BATCHES = 60;

/** Characters of `255.255.255.255:65535`. */
const IPV4_END = 21;

/** A row of the list, with the name of its file. */
export interface ListedRow extends Row {
	readonly file: string;
}

/** The rows that a pass found, read again when they come into view. */
export class FoundRows {
	readonly count: number;
	/** Why rows could not be read: for example, the file has changed or is gone. */
	failed = $state('');
	/** Characters of the longest source and destination among the rows read; at least enough for IPv4. */
	widest = $state.raw({ source: IPV4_END, destination: IPV4_END });
	readonly #query: Query;
	readonly #logs: readonly FoundIn[];
	readonly #reader: Connection<Api>;
	readonly #batches = new SvelteMap<string, readonly ListedRow[]>();
	readonly #asked = new Set<string>();

	constructor(pass: Pass, reader: Connection<Api>) {
		this.count = pass.summary.found;
		this.#query = pass.query;
		this.#logs = foundIn(pass);
		this.#reader = reader;
	}

	/** A row of the list; undefined while it is being read. */
	row(index: number): ListedRow | undefined {
		let local = index;
		for (const found of this.#logs) {
			const { log, reading } = found;
			if (local >= reading.summary.found) {
				local -= reading.summary.found;
				continue;
			}
			const batch = Math.floor(local / BATCH);
			const key = `${log.name}:${batch}`;
			const rows = this.#batches.get(key);
			if (!rows) void this.#load(found, batch, key);
			return rows?.[local % BATCH];
		}
		return undefined;
	}

	async #load({ log, reading }: FoundIn, batch: number, key: string): Promise<void> {
		if (this.#asked.has(key)) return;
		this.#asked.add(key);
		let rows: readonly Row[];
		try {
			rows = await this.#reader.run((api) =>
				api.rows(log.file, this.#query, reading.places, batch * BATCH, BATCH)
			);
		} catch (error) {
			if (!(error instanceof Cancelled)) {
				this.failed = `${log.name}: ${error instanceof Error ? error.message : String(error)}`;
			}
			return;
		}
		const [oldest] = this.#batches.keys();
		if (oldest !== undefined && this.#batches.size >= MOST_BATCHES) {
			this.#batches.delete(oldest);
			this.#asked.delete(oldest);
		}
		this.#widen(rows);
		this.#batches.set(
			key,
			rows.map((row) => ({ ...row, file: log.name }))
		);
	}

	#widen(rows: readonly Row[]): void {
		const { source, destination } = this.widest;
		const parts = rows.map(partsOf);
		this.widest = {
			source: Math.max(source, ...parts.map((each) => each.source.length)),
			destination: Math.max(destination, ...parts.map((each) => each.destination.length))
		};
	}
}
