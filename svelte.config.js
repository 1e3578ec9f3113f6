import adapter from '@sveltejs/adapter-static';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { digest } from './src/cli/build.js';

/** `VARIANT=single` selects the one-file build that opens from file:// by double click. */
const single = process.env.VARIANT === 'single';
const output = single ? 'build-single' : 'build';
const appTemplate = single ? 'src/app.single.html' : 'src/app.html';

/**
 * The policy's hashes of the scripts in the template; kit adds those of the scripts it writes.
 * @returns {`sha256-${string}`[]}
 */
function ownScripts() {
	const scripts = readFileSync(new URL(appTemplate, import.meta.url), 'utf8').matchAll(
		/<script>(.*?)<\/script>/gs
	);
	return [...scripts].map(
		([, text = '']) =>
			/** @type {const} */ (`sha256-${createHash('sha256').update(text).digest('base64')}`)
	);
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ pages: output, assets: output }),
		alias: {
			'$page-options': single ? 'src/page-options/single.ts' : 'src/page-options/site.ts'
		},
		files: { appTemplate },
		// From the content, not the clock: the same sources make the same bytes.
		version: { name: digest().slice(0, 12) },
		paths: { relative: true },
		// The first paint waits for nothing but the page itself.
		inlineStyleThreshold: Infinity,
		output: { bundleStrategy: single ? 'inline' : 'split' },
		router: { type: single ? 'hash' : 'pathname' },
		// Each build has its own, so that the two can run side by side.
		outDir: single ? '.svelte-kit/single' : '.svelte-kit',
		serviceWorker: { register: false },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', ...ownScripts()],
				'style-src': ['self'],
				'style-src-elem': ['self'],
				// Kit hides its route announcer with a style attribute.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': single ? ['blob:'] : ['self'],
				'manifest-src': ['self'],
				'base-uri': ['none'],
				'form-action': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': single
					? ['svelte-trusted-html', 'sveltekit-trusted-url', 'default']
					: ['svelte-trusted-html', 'sveltekit-trusted-url', 'waythrough-worker']
			}
		}
	}
};
