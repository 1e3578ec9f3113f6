/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { base, build, files, prerendered, version } from '$service-worker';
import { answerFor } from './answer';

declare const self: ServiceWorkerGlobalScope;

/** Caches are per origin: the deployment's path separates them from those of other deployments. */
const own = `waythrough:${base}:`;
const current = own + version;
const pages = new Set(prerendered);
const assets = new Set([...build, ...files]);

self.addEventListener('install', (event) => {
	const everything = [...build, ...files, ...prerendered];
	// Files with a digest in their name may come from the browser's own cache.
	const requests = everything.map((path) =>
		build.includes(path) ? path : new Request(path, { cache: 'reload' })
	);
	event.waitUntil(caches.open(current).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([self.clients.claim(), tidy()]));
});

self.addEventListener('message', (event) => {
	// The user accepted the new version.
	if (event.data === 'take over') event.waitUntil(self.skipWaiting());
	if (event.data === 'tidy') event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (!url.pathname.startsWith(`${base}/`)) return;
	const answer = answerFor(url, base, pages, assets);
	switch (answer.kind) {
		case 'redirect':
			event.respondWith(Response.redirect(answer.to, 301));
			break;
		case 'kept':
			event.respondWith(kept(answer.path, request));
			break;
		case 'network':
			if (request.mode === 'navigate') event.respondWith(unknownPage(request));
			else if (url.pathname.startsWith(`${base}/_app/immutable/`)) {
				// A page of the previous version, still open, may fetch files late.
				event.respondWith(kept(url.pathname, request));
			}
			break;
	}
});

/** From this version's cache, else from an older one that still has it, else from the server. */
async function kept(path: string, request: Request): Promise<Response> {
	const cache = await caches.open(current);
	const found = (await cache.match(path)) ?? (await older(path));
	return found ?? (await fetch(request));
}

async function older(path: string): Promise<Response | undefined> {
	for (const name of await caches.keys()) {
		if (!name.startsWith(own) || name === current) continue;
		const found = await (await caches.open(name)).match(path);
		if (found) return found;
	}
	return undefined;
}

async function unknownPage(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const cache = await caches.open(current);
		const page = await cache.match(`${base}/404.html`);
		if (!page) throw error;
		return new Response(page.body, { status: 404, headers: page.headers });
	}
}

/** Deletes older versions, unless a second page may still be running one of them. */
async function tidy(): Promise<void> {
	const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (open.length > 1) return;
	const old = (await caches.keys()).filter((name) => name.startsWith(own) && name !== current);
	await Promise.all(old.map((name) => caches.delete(name)));
}
