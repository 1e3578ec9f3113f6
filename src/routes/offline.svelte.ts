import { dev } from '$app/environment';
import { resolve } from '$app/paths';
import { ownScript } from '$lib/worker';

/**
 * How this page stands to offline use: `file` is the single file, which needs no server; `never`
 * where the browser has no service workers, as over plain HTTP; `update` where a newer version
 * waits for the user to take it.
 */
export type OfflineState = 'file' | 'never' | 'preparing' | 'ready' | 'update';

/** Milliseconds between two looks for a new version while a page stays open. */
const hour = 3_600_000;

class Offline {
	state = $state<OfflineState>(SINGLE_FILE ? 'file' : 'preparing');
	#registration: ServiceWorkerRegistration | undefined;

	/** To be called once, in the browser. */
	async start(): Promise<void> {
		if (this.state === 'file') return;
		// Not in every browser, and not over plain HTTP.
		if (dev || !('serviceWorker' in navigator)) {
			this.state = 'never';
			return;
		}
		const workers = navigator.serviceWorker;
		try {
			const registration = await workers.register(ownScript(resolve('/') + 'service-worker.js'), {
				updateViaCache: 'none'
			});
			this.#watch(registration, workers);
			await workers.ready;
			if (this.state === 'preparing') this.state = 'ready';
			registration.active?.postMessage('tidy');
		} catch {
			this.state = 'never';
		}
	}

	/** Takes the new version: this page is loaded anew, others go on with the one they have. */
	takeUpdate(): void {
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			location.reload();
		});
		this.#registration?.waiting?.postMessage('take over');
	}

	#watch(registration: ServiceWorkerRegistration, workers: ServiceWorkerContainer): void {
		this.#registration = registration;
		const waits = () => {
			if (registration.waiting && workers.controller) this.state = 'update';
		};
		waits();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', waits);
		});
		setInterval(() => {
			registration.update().catch(() => undefined);
		}, hour);
	}
}

export const offline = new Offline();
