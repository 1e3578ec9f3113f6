import { dev } from '$app/environment';
import { resolve } from '$app/paths';
import { ownScript } from '$lib/worker';

/**
 * How this page stands to offline use: `file` is the single file, which needs no server; `unknown`
 * before the page has come alive; `never` where the browser has no service workers, as over plain
 * HTTP; `update` where a newer version waits for the user to take it.
 */
export type OfflineState = 'file' | 'unknown' | 'never' | 'preparing' | 'ready' | 'update';

/** Milliseconds between two looks for a new version while a page stays open. */
const hour = 3_600_000;

/** Milliseconds after which a first visit has shown what it came for, even on a slow machine. */
const settled = 4000;

class Offline {
	state = $state<OfflineState>(SINGLE_FILE ? 'file' : 'unknown');
	#registration: ServiceWorkerRegistration | undefined;

	/** To be called once, in the browser. */
	async start(): Promise<void> {
		if (this.state === 'file') return;
		// Not in every browser, and not over plain HTTP.
		if (dev || !('serviceWorker' in navigator)) {
			this.state = 'never';
			return;
		}
		this.state = 'preparing';
		const workers = navigator.serviceWorker;
		// The copy is every file of the site: fetching it must not hold up the page that is asked for.
		if (!workers.controller) await new Promise((resolve) => setTimeout(resolve, settled));
		try {
			const registration = await workers.register(ownScript(resolve('/') + 'service-worker.js'), {
				updateViaCache: 'none'
			});
			this.#watch(registration, workers);
			await workers.ready;
			if (!waits(registration, workers)) this.state = 'ready';
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
		const look = () => {
			if (waits(registration, workers)) this.state = 'update';
		};
		look();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', look);
		});
		setInterval(() => {
			registration.update().catch(() => undefined);
		}, hour);
	}
}

/** Whether a newer version than the one that runs this page waits to be taken. */
function waits(registration: ServiceWorkerRegistration, workers: ServiceWorkerContainer): boolean {
	return registration.waiting !== null && workers.controller !== null;
}

export const offline = new Offline();
