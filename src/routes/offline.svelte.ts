import { dev } from '$app/environment';
import { resolve } from '$app/paths';
import { ownScript } from '$lib/worker';

/**
 * Whether this page works offline: `file` is the single file, which needs no server; `unknown`
 * before hydration; `never` if there are no service workers, as over plain HTTP; `update` if a newer
 * version waits for the user to accept it.
 */
export type OfflineState = 'file' | 'unknown' | 'never' | 'preparing' | 'ready' | 'update';

/** Milliseconds between two checks for a new version while a page stays open. */
const hour = 3_600_000;

/** Milliseconds after which a first visit has loaded its page, even on a slow machine. */
const settled = 4000;

class Offline {
	state = $state<OfflineState>(SINGLE_FILE ? 'file' : 'unknown');
	#registration: ServiceWorkerRegistration | undefined;

	/** To be called once, in the browser. */
	async start(): Promise<void> {
		if (this.state === 'file') return;
		// Service workers are missing in some browsers, and over plain HTTP.
		if (dev || !('serviceWorker' in navigator)) {
			this.state = 'never';
			return;
		}
		this.state = 'preparing';
		const workers = navigator.serviceWorker;
		// The copy is every file of the site: fetching it must not delay the page that was requested.
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

	/** Activates the new version: this page reloads, others continue with the one they have. */
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

/** Whether a newer version than this page's is waiting to be activated. */
function waits(registration: ServiceWorkerRegistration, workers: ServiceWorkerContainer): boolean {
	return registration.waiting !== null && workers.controller !== null;
}

export const offline = new Offline();
