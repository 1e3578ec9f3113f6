import type { Grid, OfferedFix, Report, Weighed } from '$lib/shift';
import { Cancelled, connect } from '$lib/worker';
import { proxy } from 'comlink';
import type { Api } from './rules.worker';
import spawn from './rules.worker?spawn';

/** Milliseconds after the last keystroke before the worker is asked. */
const pause = 120;
/** Milliseconds of work after which the page shows its progress, and offers to stop it. */
const patience = 400;

/** A worker's report on the rule set over all twenty ranges; the latest text wins. */
export class RuleReport {
	found: Report | undefined = $state.raw();
	/** Share of the work that is done, if it takes long. */
	progress: number | undefined = $state();
	stopped = $state(false);
	failed: string | undefined = $state();
	/** The text that `found` is about. */
	text = '';

	readonly #worker = connect<Api>(spawn);
	#uplink = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#round = 0;

	/** Asks for the report of a text, as soon as the user pauses. */
	ask(text: string, uplink: string): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#work(text, uplink), this.found ? pause : 0);
	}

	/** Stops the work; the last report stays. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#round++;
		this.progress = undefined;
		this.stopped = true;
		this.#worker.cancel();
	}

	/** Ends everything when the user leaves the page. */
	end(): void {
		clearTimeout(this.#timer);
		this.#round++;
		this.#worker.cancel();
	}

	/** The effect of a fix of the text reported on; undefined if the text has changed since. */
	async weigh(fix: OfferedFix): Promise<Weighed | undefined> {
		const { found } = this;
		if (!found) return undefined;
		try {
			const { text } = this;
			const { edit, diff, of } = $state.snapshot(fix);
			const before: Grid = found.grid;
			return await this.#worker.run((api) =>
				api.weigh(text, { edit, diff, of }, this.#uplink, before)
			);
		} catch (error) {
			if (error instanceof Cancelled) return undefined;
			throw error;
		}
	}

	async #work(text: string, uplink: string): Promise<void> {
		const round = ++this.#round;
		// A worker still busy with an older text would only make this one wait.
		if (this.progress !== undefined) this.#worker.cancel();
		this.stopped = false;
		this.failed = undefined;
		const started = performance.now();
		const show = (share: number) => {
			if (round === this.#round && performance.now() - started > patience) this.progress = share;
		};
		try {
			const found = await this.#worker.run((api) => api.report(text, uplink, proxy(show)));
			if (round !== this.#round) return;
			this.text = text;
			this.#uplink = uplink;
			this.found = found;
		} catch (error) {
			if (round !== this.#round || error instanceof Cancelled) return;
			this.failed = error instanceof Error ? error.message : 'The worker failed.';
		}
		if (round === this.#round) this.progress = undefined;
	}
}
