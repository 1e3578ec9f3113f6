import type { Page } from '@playwright/test';
import { expect, test } from './support/harness';

const pages = [
	'/',
	'/process/zsatunnel/',
	'/simulate/',
	'/shift/',
	'/log/',
	'/allowlist/',
	'/about/'
] as const;

/** What is wrong with the element that has the focus; undefined where nothing has it. */
function atFocus(page: Page) {
	return page.evaluate(() => {
		let focused = document.activeElement;
		while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
		if (!focused || focused === document.body) return undefined;
		const { x, y, width, height } = focused.getBoundingClientRect();
		const seen = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 10));
		const root = focused.getRootNode();
		const hosts = [focused, root instanceof ShadowRoot ? root.host : focused];
		const covered = !hosts.some(
			(each) => each.contains(seen) || (seen !== null && seen.contains(each))
		);
		// Some show it on what stands around or beside them.
		const around = [
			focused,
			focused.closest('label'),
			focused.closest('.cm-editor'),
			focused.nextElementSibling
		];
		const shown = around.some((each) => each && getComputedStyle(each).outlineStyle !== 'none');
		const name = focused.getAttribute('aria-label') ?? focused.textContent.trim().slice(0, 60);
		return { what: `${focused.tagName} ${name}`, covered, shown };
	});
}

test.describe('by keyboard alone', { tag: '@chromium' }, () => {
	for (const path of pages) {
		test(`${path} is walked from end to end`, async ({ page, open }) => {
			await open(path);
			if (path === '/simulate/') {
				await expect(page.getByRole('heading', { name: 'Trace' })).toBeVisible();
				await expect(page.locator('.host.mounted')).toBeVisible();
			}
			const faults: string[] = [];
			let stops = 0;
			for (; stops < 400; stops++) {
				await page.keyboard.press('Tab');
				const stop = await atFocus(page);
				if (!stop) break;
				if (stop.covered) faults.push(`${stop.what} is covered`);
				if (!stop.shown) faults.push(`${stop.what} does not show the focus`);
			}
			expect(faults).toEqual([]);
			expect(stops, 'stops before the page was left').toBeLessThan(400);
			expect(stops, 'stops').toBeGreaterThan(10);
		});
	}

	test('a dialog takes the focus and gives it back', async ({ page, open }) => {
		await open('/about/');
		for (const [name, title] of [
			['Keys', 'Keys'],
			['Your data', 'Your data']
		] as const) {
			const button = page.getByRole('button', { name, exact: true });
			await button.focus();
			await page.keyboard.press('Enter');
			const dialog = page.getByRole('dialog', { name: title });
			await expect(dialog).toBeVisible();
			await expect(dialog.locator(':focus')).toHaveCount(1);
			await page.keyboard.press('Escape');
			await expect(dialog).toBeHidden();
			await expect(button).toBeFocused();
		}
	});
});
