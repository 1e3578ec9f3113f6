import { wrap, type Remote } from 'comlink';

/** What a call rejects with after {@link Connection.cancel}. */
export class Cancelled extends Error {
	override readonly name = 'Cancelled';
}

/** A worker that is started on the first call, and can be cancelled at any time. */
export interface Connection<Api> {
	/**
	 * Calls the worker. Rejects with {@link Cancelled} if cancelled meanwhile, and with an error if the
	 * worker could not be started or failed.
	 */
	readonly run: <Answer>(ask: (api: Remote<Api>) => Promise<Answer>) => Promise<Answer>;
	/** Ends the worker at once, whatever it is doing. The next call starts another. */
	readonly cancel: () => void;
}

/**
 * Connects to a worker, under the content security policy of both builds.
 *
 * The entry file defines the worker's interface, which a page calls; `?spawn` (src/vite-plugins/spawn.js)
 * makes a function that starts the file as a worker: from its own address in the site, from inline
 * code in the single file.
 *
 *     // src/routes/log/summary.worker.ts
 *     import { expose } from 'comlink';
 *     const api = {
 *         async summary(files: readonly File[], progress: (bytes: number) => void) { ... }
 *     };
 *     export type Api = typeof api;
 *     expose(api);
 *
 *     // src/routes/log/+page.svelte
 *     import { proxy } from 'comlink';
 *     import { connect } from '$lib/worker';
 *     import type { Api } from './summary.worker';
 *     import spawn from './summary.worker?spawn';
 *     const worker = connect<Api>(spawn);
 *     onDestroy(worker.cancel);
 *     const found = await worker.run((api) => api.summary(files, proxy(show)));
 *     // and on a button: worker.cancel(), upon which run() rejects with Cancelled
 */
export function connect<Api>(spawn: () => Worker): Connection<Api> {
	let current: { api: Remote<Api>; ended: Promise<never>; end: (why: Error) => void } | undefined;

	function start() {
		const worker = spawn();
		let reject: (why: Error) => void = () => undefined;
		const ended = new Promise<never>((_, no) => {
			reject = no;
		});
		// A worker that ends while nobody waits must not cause an unhandled rejection.
		ended.catch(() => undefined);
		const end = (why: Error) => {
			worker.terminate();
			current = undefined;
			reject(why);
		};
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			end(new Error(event.message || 'The worker could not be started.'));
		});
		return { api: wrap<Api>(worker), ended, end };
	}

	return {
		async run(ask) {
			current ??= start();
			return await Promise.race([ask(current.api), current.ended]);
		},
		cancel() {
			current?.end(new Cancelled());
		}
	};
}
