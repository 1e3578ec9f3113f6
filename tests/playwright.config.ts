import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox } from '../src/cli/browser.js';
import type { Variant } from './browser/support/harness';

const firefox = findFirefox();
const chromium = await findChromium();
const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

process.env['FIREFOX_REAL'] = firefox ?? '';

export default defineConfig<Variant>({
	testDir: 'browser',
	outputDir: '../test-results',
	globalSetup: './browser/support/setup.ts',
	fullyParallel: true,
	workers: 2,
	// No test depends on time: a slow machine must not fail.
	timeout: 180_000,
	expect: { timeout: 30_000 },
	reporter: 'list',
	// Caching every file for offline use after each test's first page would take a fifth of the run: only
	// the tests that need it allow it.
	use: { viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' },
	projects: [
		{
			name: 'site',
			use: {
				browserName: 'chromium',
				variant: 'site',
				permissions: ['clipboard-read', 'clipboard-write'],
				launchOptions: { ...(chromium && { executablePath: chromium }), args: chromiumFlags }
			}
		},
		{
			name: 'file',
			grep: /@file/,
			use: {
				browserName: 'chromium',
				variant: 'file',
				permissions: ['clipboard-read', 'clipboard-write'],
				launchOptions: { ...(chromium && { executablePath: chromium }), args: chromiumFlags }
			}
		},
		...(firefox
			? [
					{
						name: 'firefox',
						// Tests of what only Chromium exposes: the clipboard, downloads, a page without its server.
						grepInvert: /@chromium/,
						use: {
							browserName: 'firefox' as const,
							variant: 'site' as const,
							channel: 'moz-firefox',
							launchOptions: {
								executablePath: fileURLToPath(
									new URL('browser/support/firefox-relay.js', import.meta.url)
								)
							}
						}
					}
				]
			: [])
	]
});
