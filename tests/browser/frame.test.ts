import { chooseDark, expect, test } from './support/harness';

test(
	'the keys are listed on ? and the list closes on Escape',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/about/');
		await page.keyboard.press('?');
		const keys = page.getByRole('dialog', { name: 'Keys' });
		await expect(keys).toContainText('Search');
		await page.keyboard.press('Escape');
		await expect(keys).toBeHidden();
	}
);

test(
	'/ leads to the search, and what is searched stands in the address',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/about/');
		await page.keyboard.press('/');
		await page.keyboard.type('tunnel');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/\?q=tunnel$/);
	}
);

test('single-key shortcuts can be switched off', async ({ page, open }) => {
	await open('/about/');
	await page.getByRole('button', { name: 'Keys' }).click();
	await page.getByLabel('are shortcuts').uncheck();
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
});

test('the chosen theme applies from the first paint after a reload', async ({ page, open }) => {
	await open('/about/');
	await chooseDark(page);
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.reload({ waitUntil: 'commit' });
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test(
	'everything kept is exported, cleared and imported',
	{ tag: ['@file', '@chromium'] },
	async ({ page, open }) => {
		await open('/about/');
		await chooseDark(page);
		await page.getByRole('button', { name: 'Your data' }).click();
		const dialog = page.getByRole('dialog', { name: 'Your data' });
		const saving = page.waitForEvent('download');
		await dialog.getByRole('button', { name: 'Export everything' }).click();
		const saved = await (await saving).path();
		await dialog.getByRole('button', { name: 'Clear everything' }).click();
		await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
		await dialog.getByRole('button', { name: 'Undo' }).click();
		await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
		await dialog.getByRole('button', { name: 'Clear everything' }).click();
		await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
		await dialog.getByLabel('Exported file').setInputFiles(saved);
		await expect(dialog).toContainText('imported from');
		await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	}
);

test('a file that was not exported here is refused and changes nothing', async ({ page, open }) => {
	await open('/about/');
	await chooseDark(page);
	await page.getByRole('button', { name: 'Your data' }).click();
	const dialog = page.getByRole('dialog', { name: 'Your data' });
	await dialog.getByLabel('Exported file').setInputFiles({
		name: 'other.json',
		mimeType: 'application/json',
		buffer: Buffer.from('{"kept": 1}')
	});
	await expect(dialog).toContainText('not a file that Waythrough has exported');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
