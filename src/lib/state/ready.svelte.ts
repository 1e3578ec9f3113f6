/**
 * Whether the page may differ from its prerendered form. During hydration it must not: kept values
 * and the address apply only afterwards.
 */
class Ready {
	now = $state(false);
	readonly #waiting = new Set<() => void>();

	/** Runs a function at once, or when the page is ready. */
	run(run: () => void): void {
		if (this.now) run();
		else this.#waiting.add(run);
	}

	/** Resolves when the page is ready. */
	wait(): Promise<void> {
		return new Promise((resolve) => {
			this.run(resolve);
		});
	}

	set(): void {
		this.now = true;
		for (const run of this.#waiting) run();
		this.#waiting.clear();
	}
}

export const ready = new Ready();
