import { browser } from '$app/environment';
import { proxy } from 'comlink';
import type { RowFormat } from '$lib/pfirewall';
import { Cancelled, connect, type Connection } from '$lib/worker';
import spawn from './log.worker?spawn';
import type { Api } from './log.worker';
import { columnsOf, foundIn, type Pass } from './pass';

/** Writes the rows that a pass found to a file. */
export class Writer {
	/** Rows written so far, while an export is running. */
	writing: number | undefined = $state.raw();
	readonly #worker: Connection<Api> | undefined = browser ? connect<Api>(spawn) : undefined;

	/** All rows found; undefined if the export was cancelled. */
	async write(pass: Pass, format: RowFormat): Promise<Blob | undefined> {
		// A cancelled reading has found no rows after the place where it stopped.
		const parts = foundIn(pass).map(({ log, reading, start }) => ({
			...log,
			query: pass.query,
			from: start,
			rows: reading.summary.found
		}));
		this.writing = 0;
		try {
			return await this.#worker?.run((api) =>
				api.write(
					parts,
					columnsOf(pass.readings),
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

	/** Cancels the export. */
	cancel(): void {
		this.#worker?.cancel();
	}
}
