import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../src/cli/install.js';
import { serve } from '../../src/cli/serve.js';
import { chooseDark, expect, test } from './support/harness';
import { everyPage } from './support/pages';

test.use({ serviceWorkers: 'allow' });

// Service workers, and a page without its server, are tested in one browser only.
test.describe('offline', { tag: '@chromium' }, () => {
	test('after one visit every page works with the server stopped', async ({ page }) => {
		const { server } = await deploy(['a']);
		await visit(page, `${server.address}a/`);
		server.close();
		for (const path of everyPage) {
			await page.goto(`${server.address}a${path}`);
			await expect(page.locator('html[data-alive]')).toBeAttached();
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		}
		// Also without the slash: a page served under the wrong address would look for its files there.
		await page.goto(`${server.address}a/about`);
		await expect(page).toHaveURL(/\/a\/about\/$/);
		await expect(page.locator('html[data-alive]')).toBeAttached();
	});

	test('a new version is announced, and activated when the user accepts it', async ({ page }) => {
		const { server, folder } = await deploy(['a']);
		await visit(page, `${server.address}a/about/`);
		renew(join(folder, 'a'));
		await page.reload();
		const announced = page.getByText('A new version of Waythrough is available');
		await expect(announced).toBeVisible();
		await expect(description(page)).not.toHaveAttribute('content', /renewed/);
		await page.getByRole('button', { name: 'Later' }).click();
		await expect(announced).toBeHidden();
		await expect(page.getByText('A new version is ready.')).toBeVisible();
		await page.getByRole('button', { name: 'Use it now' }).click();
		await expect(description(page)).toHaveAttribute('content', /renewed/);
		await expect(announced).toBeHidden();
		server.close();
	});

	test('two deployments on one origin leave each other alone', async ({ page }) => {
		const { server, folder } = await deploy(['a', 'b']);
		await visit(page, `${server.address}a/about/`);
		await visit(page, `${server.address}b/about/`);
		renew(join(folder, 'b'));
		await page.reload();
		await page.getByRole('button', { name: 'Use it now' }).click();
		await expect(description(page)).toHaveAttribute('content', /renewed/);
		await chooseDark(page);
		server.close();
		await page.goto(`${server.address}a/about/`);
		await expect(page.locator('html[data-alive]')).toBeAttached();
		await expect(description(page)).not.toHaveAttribute('content', /renewed/);
		await expect(page.getByRole('button', { name: 'Auto theme' })).toBeVisible();
	});
});

/** Copies of the site side by side on a server of their own. */
async function deploy(names: readonly string[]) {
	const folder = mkdtempSync(join(tmpdir(), 'waythrough-'));
	for (const name of names) cpSync(`${root}build`, join(folder, name), { recursive: true });
	return { folder, server: await serve(folder, 0) };
}

async function visit(page: Page, address: string) {
	await page.goto(address);
	await expect(page.getByText('Ready for offline use')).toBeVisible();
}

/** Deploys a newer version: with another version name, and another description of the page. */
function renew(site: string) {
	const version = versionOf(readFileSync(join(site, '_app/version.json'), 'utf8'));
	for (const file of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
		const path = join(site, file);
		if (!statSync(path).isFile() || !/\.(html|js|json)$/.test(path)) continue;
		const text = readFileSync(path, 'utf8');
		const next = text
			.replaceAll(version, 'renewed')
			.replace('<meta name="description" content="', '$&renewed ');
		if (next !== text) writeFileSync(path, next);
	}
}

function versionOf(text: string): string {
	return /"version":"([^"]+)"/.exec(text)?.[1] ?? '';
}

function description(page: Page) {
	return page.locator('meta[name=description]');
}
