import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { pureSvelte } from './src/vite-plugins/pure-svelte.js';
import { spawn } from './src/vite-plugins/spawn.js';

const single = process.env['VARIANT'] === 'single';

/** Needed by every page: one chunk compresses better than ten. */
const frame =
	/node_modules\/(svelte(?!\/src\/(reactivity\/(?!create)|internal\/(shared\/clone|client\/dom\/(elements\/(bindings\/(select|size)|style)|blocks\/(await|key)))))|esm-env|@sveltejs|devalue|clsx)\/|vite\/preload-helper|rolldown\/runtime|src\/lib\/state\/(?!rule-set|share|pack|index|everything)|src\/lib\/ui\/(href|keys|CopyButton|Segmented)|src\/lib\/worker\/trusted|src\/lib\/text\/line-ends|generated\/root|src\/routes\/(settings|pages|Header|Footer|Later|ThemeSwitch)/;

/** Needed for the table of processes before anyone searches. */
const catalog =
	/src\/lib\/catalog\/(bypass|fact-kind|location|overview|platform|process|purpose)\./;

/** The few facts and components that most of the other pages use. */
const common =
	/src\/lib\/(catalog\/(source|hardening|cgnat)|examples\/(published|corrected|rules\/corrected)|ui\/(Disclosure|Outcome|tone|download|idle))\b/;

/** Shared by the pages that take a user's text or files. */
const tools =
	/node_modules\/(svelte|comlink)\/|src\/lib\/(worker|text)\/|src\/lib\/net\/(ipv4|ipv6|network|prefix4|prefix6|problem)\.|src\/lib\/iptables\/(ruleset|settings)\.|src\/lib\/state\/(pack|share|rule-set)\.|src\/lib\/examples\/examples\.|src\/lib\/ui\/(PasteBox|TextBox|Problems|DropZone|ShareLink)|src\/routes\/file-text/;

export default defineConfig({
	plugins: [spawn(single), pureSvelte(), sveltekit()],
	define: { SINGLE_FILE: JSON.stringify(single) },
	// A file:// page can't start a module worker from a blob: URL.
	worker: { format: single ? 'iife' : 'es' },
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: single
						? {}
						: {
								codeSplitting: {
									groups: [
										{ name: 'frame', test: frame },
										{ name: 'catalog', test: catalog },
										{ name: 'common', test: common },
										{ name: 'tools', test: tools, minShareCount: 2 }
									]
								}
							}
				}
			}
		}
	},
	test: {
		// No test depends on time: a slow machine must not fail.
		testTimeout: 300_000,
		include: ['tests/{unit,property,kernel,cases}/**/*.test.ts']
	}
});
