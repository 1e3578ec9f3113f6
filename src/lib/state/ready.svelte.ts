/**
 * Whether the page may differ from its prerendered form. While it is hydrated it must not: what was
 * kept and what the address says count from here on.
 */
class Ready {
	now = $state(false);
	readonly #waiting = new Set<() => void>();

	/** Runs at once, or when the page is ready. */
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
