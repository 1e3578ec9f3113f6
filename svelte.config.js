import adapter from '@sveltejs/adapter-static';
import { digest } from './src/cli/build.js';

/** `VARIANT=single` selects the one-file build that opens from file:// by double click. */
const single = process.env.VARIANT === 'single';
const output = single ? 'build-single' : 'build';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ pages: output, assets: output }),
		alias: {
			'$page-options': single ? 'src/page-options/single.ts' : 'src/page-options/site.ts'
		},
		files: { appTemplate: single ? 'src/app.single.html' : 'src/app.html' },
		// Of the content, not of the clock: the same sources make the same bytes.
		version: { name: digest().slice(0, 12) },
		paths: { relative: true },
		output: { bundleStrategy: single ? 'inline' : 'split' },
		router: { type: single ? 'hash' : 'pathname' },
		// Each build has its own: the two may run side by side.
		outDir: single ? '.svelte-kit/single' : '.svelte-kit',
		serviceWorker: { register: false },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-elem': ['self'],
				// The route announcer of kit is hidden by a style attribute.
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
