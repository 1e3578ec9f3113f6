import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { pureSvelte } from './src/vite-plugins/pure-svelte.js';
import { spawn } from './src/vite-plugins/spawn.js';

const single = process.env['VARIANT'] === 'single';

/** What every page needs: in one chunk it compresses better than in ten. */
const frame =
	/node_modules\/(svelte(?!\/src\/(reactivity\/(?!create)|internal\/(shared\/clone|client\/dom\/(elements\/(bindings\/(select|size)|style)|blocks\/(await|key)))))|esm-env|@sveltejs|devalue|clsx)\/|vite\/preload-helper|rolldown\/runtime|src\/lib\/state\/(?!rule-set|share|pack|index|everything)|src\/lib\/ui\/(href|keys|CopyButton|Segmented)|src\/lib\/worker\/trusted|src\/lib\/text\/line-ends|generated\/root|src\/routes\/(settings|pages|Header|Footer|Later|ThemeSwitch)/;

/** What the table of processes shows before anyone searches. */
const catalog =
	/src\/lib\/catalog\/(bypass|fact-kind|location|overview|platform|process|purpose)\./;

/** The few facts and components that most of the other pages use. */
const common =
	/src\/lib\/(catalog\/(source|hardening|cgnat)|examples\/(published|corrected|rules\/corrected)|ui\/(Disclosure|Outcome|tone|download|idle))\b/;

/** What the pages that take a user's text or files share. */
const tools =
	/node_modules\/(svelte|comlink)\/|src\/lib\/(worker|text)\/|src\/lib\/net\/(ipv4|ipv6|network|prefix4|prefix6|problem)\.|src\/lib\/iptables\/(ruleset|settings)\.|src\/lib\/state\/(pack|share|rule-set)\.|src\/lib\/examples\/examples\.|src\/lib\/ui\/(PasteBox|TextBox|Problems|DropZone|ShareLink)|src\/routes\/file-text/;

export default defineConfig({
	plugins: [spawn(single), pureSvelte(), sveltekit()],
	define: { SINGLE_FILE: JSON.stringify(single) },
	// A module can't be started as a worker from a blob: of a file:// page.
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
		// No test is about time: a slow machine is no failure.
		testTimeout: 300_000,
		include: ['tests/{unit,property,kernel,cases}/**/*.test.ts']
	}
});
