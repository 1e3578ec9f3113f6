// npm run pictures: the pictures in README.md, taken of the site as it is now.
import { mkdirSync } from 'node:fs';
import { build, isCurrent } from './build.js';
import { getChromium } from './get-browser.js';
import { install, root } from './install.js';
import { serve } from './serve.js';

install();
if (!isCurrent('build')) build('build');
const { chromium } = await import('@playwright/test');

const folder = `${root}tests/pictures`;
mkdirSync(folder, { recursive: true });
const server = await serve(`${root}build`, 0);
const browser = await chromium.launch({
	executablePath: await getChromium(),
	args: ['--no-sandbox', '--disable-gpu']
});

/** @type {readonly { name: string, path: string, dark?: boolean, act?: (page: import('@playwright/test').Page) => Promise<void> }[]} */
const pictures = [
	{ name: 'search', path: '?q=tunnel' },
	{
		name: 'simulate',
		path: 'simulate/',
		act: async (page) => {
			await page.mouse.move(1, 1);
			const editor = page.locator('[contenteditable=true]');
			await page.getByRole('textbox', { name: 'Rule set' }).and(editor).waitFor();
		}
	},
	{ name: 'shift', path: 'shift/', dark: true },
	{
		name: 'log',
		path: 'log/',
		act: (page) =>
			page
				.getByRole('button', { name: /example/i })
				.first()
				.click()
	},
	{ name: 'allowlist', path: 'allowlist/' }
];

for (const { name, path, dark = false, act } of pictures) {
	const page = await browser.newPage({
		viewport: { width: 1280, height: 800 },
		colorScheme: dark ? 'dark' : 'light',
		reducedMotion: 'reduce'
	});
	await page.goto(server.address + path);
	await page.locator('html[data-alive]').waitFor({ state: 'attached' });
	await act?.(page);
	await page.waitForLoadState('networkidle');
	await page.screenshot({ path: `${folder}/${name}.png` });
	await page.close();
	console.log(`tests/pictures/${name}.png`);
}

await browser.close();
server.close();
