// npm test: installs what is missing, finds or fetches a browser, then checks everything
// that the project promises. The last line is `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findFirefox } from './browser.js';
import { install, root } from './install.js';
import { getChromium } from './get-browser.js';
import { lane } from './step.js';

install();
const chromium = await getChromium();
const firefox = findFirefox();
console.log(`Browser: ${chromium}`);
console.log(firefox ? `Firefox: ${firefox}` : 'Firefox: none here, its tests are left out');

const modules = `${root}node_modules`;
// Not in test-results/, which Playwright empties.
const results = `${modules}/.cache/waythrough-results`;
const unitReport = `${results}/unit.json`;
const browserReport = `${results}/browser.json`;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const sync = { name: 'generated types', args: [`${modules}/@sveltejs/kit/svelte-kit.js`, 'sync'] };
const failed = await lane([sync]);

// Two lanes for two cores; the browser tests need the second lane's build, and both cores.
const lanes = await Promise.all([
	lane([
		{
			name: 'types',
			args: [`${modules}/svelte-check/bin/svelte-check`, '--fail-on-warnings', '--output', 'human']
		},
		{
			name: 'types of the service worker',
			args: [`${modules}/typescript/bin/tsc`, '-p', 'src/service-worker']
		},
		{ name: 'lint', args: [`${modules}/eslint/bin/eslint.js`, '.', '--max-warnings', '0'] }
	]),
	lane([
		{
			name: 'unit tests',
			args: [
				`${modules}/vitest/vitest.mjs`,
				'run',
				...['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]
			]
		},
		{ name: 'builds, twice the same', args: ['src/cli/reproducible.js'] },
		{ name: 'bytes', args: ['src/cli/budget.js'] },
		{ name: 'format', args: [`${modules}/prettier/bin/prettier.cjs`, '--check', '.'] }
	])
]);
failed.push(...lanes.flat());
failed.push(
	...(await lane([
		{
			name: 'browser tests',
			args: [
				`${modules}/@playwright/test/cli.js`,
				...['test', '-c', 'tests/playwright.config.ts', '--reporter=dot,json']
			],
			env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport }
		}
	]))
);

const unit = report(unitReport);
const browser = report(browserReport)?.stats;
const passed = (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0);
const broken = (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0) + (browser?.flaky ?? 0);
// A step that failed without a failing test (types, lint, bytes, a crash) counts as one failure.
const others = failed.filter(
	(name) =>
		!(name === 'unit tests' && unit?.numFailedTests > 0) &&
		!(name === 'browser tests' && browser?.unexpected > 0)
);
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`${passed} passed, ${broken + others.length} failed`);
process.exitCode = broken + others.length > 0 ? 1 : 0;

/** @param {string} file */
function report(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
