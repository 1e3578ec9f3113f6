interface Policy {
	createScriptURL(url: string): string;
}

interface Factory {
	createPolicy(name: string, rules: Policy): Policy;
}

/** Trusted Types are not in TypeScript's DOM library, and not in every browser. */
function factory(): Factory | undefined {
	const found: unknown = Reflect.get(globalThis, 'trustedTypes');
	return isFactory(found) ? found : undefined;
}

function isFactory(value: unknown): value is Factory {
	return typeof value === 'object' && value !== null && 'createPolicy' in value;
}

let worker: Policy | undefined;
let blobs: Policy | undefined;

/**
 * Marks the address of a script of this site as safe to run. It must come from the build, never from
 * anything that a user can influence.
 */
export function ownScript(url: string): string {
	worker ??= factory()?.createPolicy('waythrough-worker', { createScriptURL: (own) => own });
	return worker?.createScriptURL(url) ?? url;
}

/** Starts a worker from a script of this site. */
export function spawnFrom(url: string): Worker {
	return new Worker(ownScript(url), { type: 'module' });
}

/** Starts a worker contained in the single file, whose code becomes a `blob:`; allows only that. */
export function spawnWithin(Inline: new () => Worker): Worker {
	blobs ??= factory()?.createPolicy('default', {
		createScriptURL(url) {
			if (url.startsWith('blob:')) return url;
			throw new TypeError('Only a worker from within this file may be started.');
		}
	});
	return new Inline();
}
