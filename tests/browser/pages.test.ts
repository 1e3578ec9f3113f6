import { expect, expectAccessible, expectReflow, test } from './support/harness';
import { everyPage } from './support/pages';

for (const path of everyPage) {
	test.describe(path, () => {
		test('can be read without JavaScript', { tag: '@chromium' }, async ({ browser, address }) => {
			const context = await browser.newContext({ javaScriptEnabled: false });
			const page = await context.newPage();
			await page.goto(address(path));
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			const text = (await page.locator('main').innerText()).trim();
			expect(text.length, `what ${path} says: ${text}`).toBeGreaterThan(150);
			await context.close();
		});

		test(
			'has a title, a description and one main heading',
			{ tag: '@file' },
			async ({ page, open }) => {
				await open(path);
				await expect(page).toHaveTitle(/Waythrough/);
				await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{40}/);
				await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
			}
		);

		test(
			'is accessible in both themes and reflows',
			{ tag: '@chromium' },
			async ({ page, open }) => {
				await open(path);
				await expectAccessible(page);
				await expectReflow(page);
			}
		);

		test('is printed without its controls', { tag: '@chromium' }, async ({ page, open }) => {
			await open(path);
			await page.emulateMedia({ media: 'print' });
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
			// Cells of the strip and the grid are buttons too, but are printed.
			const controls = page.getByRole('button', { name: /^(Copy|Save|Keys|Your data)/ });
			await expect(controls.filter({ visible: true })).toHaveCount(0);
		});
	});
}

test('the skip link skips the header', { tag: '@file' }, async ({ page, open }) => {
	await open('/about/');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toBeFocused();
});

test('each page has its own title', async ({ page, open }) => {
	const titles = new Set<string>();
	for (const path of everyPage) {
		await open(path);
		titles.add(await page.title());
	}
	expect(titles.size).toBe(everyPage.length);
});

test(
	'a link made by a single file opens the same page of the site',
	{ tag: '@chromium' },
	async ({ page, address }) => {
		await page.goto(`${address('/')}#/shift`);
		await expect(page).toHaveURL(/\/shift\/$/);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
);
