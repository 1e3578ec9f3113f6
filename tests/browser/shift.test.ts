import { expect, expectAccessible, expectReflow, test } from './support/harness';

const networks = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536
    inet 127.0.0.1/8 scope host lo
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
    inet 100.64.3.7/20 scope global eth1
5: zcctun0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1500
    inet 100.66.0.1/16 scope global zcctun0
default via 192.0.2.1 dev eth0
100.65.0.0/17 dev tailscale0 scope link
what is this
`;

test(
	'the page says the range before anything is pasted',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/shift/');
		await expect(page.getByRole('status')).toContainText('100.64.0.0/16');
	}
);

test(
	'pasted networks give the range in use, with their lines, as they are typed',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/shift/');
		const box = page.getByRole('textbox', { name: 'Networks in use' });
		const answer = page.getByRole('status');
		await box.fill(networks);
		await expect(answer).toHaveText(
			'Range in use: 100.66.0.0/16, since 100.64.0.0/16 overlaps 100.64.0.0/20 (eth1), 100.65.0.0/16 overlaps 100.65.0.0/17 (tailscale0).'
		);
		const rows = page.getByRole('region', { name: 'Networks found' }).getByRole('row');
		await expect(rows.filter({ hasText: '100.64.0.0/20' })).toContainText('takes 100.64.0.0/16');
		await expect(rows.filter({ hasText: 'zcctun0' })).toContainText('own');
		await expect(rows.filter({ hasText: '0.0.0.0/0' })).toContainText('no conflict');
		const unknown = page.getByRole('list', { name: 'Lines not understood' });
		await expect(unknown).toContainText('line 9');

		await rows.getByRole('button', { name: 'Line 4' }).click();
		const selected = await box.evaluate((element) =>
			element instanceof HTMLTextAreaElement
				? element.value.slice(element.selectionStart, element.selectionEnd)
				: ''
		);
		expect(selected).toBe('100.64.3.7/20');

		await box.fill('100.64.0.0/10');
		await expect(answer).toContainText('100.64.0.0/16 to 100.83.0.0/16 overlap 100.64.0.0/10');
	}
);

test('the strip is stepped by keyboard and sets the range by hand', async ({ page, open }) => {
	await open('/shift/');
	await page.getByRole('textbox', { name: 'Networks in use' }).fill('100.64.1.0/24');
	const strip = page.getByRole('toolbar', { name: 'The twenty ranges' });
	await strip.getByRole('button', { name: '100.65.0.0/16: in use' }).focus();
	await page.keyboard.press('ArrowLeft');
	await expect(
		strip.getByRole('button', { name: '100.64.0.0/16: taken, overlaps 100.64.1.0/24' })
	).toBeFocused();
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Range in use: 100.83.0.0/16, set by hand.')).toBeVisible();
	await expect(page.getByLabel('Range set by hand')).toHaveValue('19');
	await expect(page).toHaveURL(/range=83/);
	await page.keyboard.press('Enter');
	await expect(page.getByText('Range in use: 100.65.0.0/16')).toBeVisible();
});

test('an example is one click away, and what is there survives a reload', async ({
	page,
	open
}) => {
	await open('/shift/');
	await page.getByRole('button', { name: 'Windows in a hotel' }).click();
	await expect(page.getByText(/^Range in use: 100\.65\.0\.0\/16/)).toBeVisible();
	await page.getByLabel('Range set by hand').selectOption('100.70.0.0/16');
	await expect(page).toHaveURL(/range=70/);
	await page.waitForTimeout(400);
	await page.reload();
	await expect(page.getByText('Range in use: 100.70.0.0/16, set by hand.')).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Networks in use' })).toHaveValue(/hotel/);
});

test(
	'a link carries the networks only when asked to',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		await open('/shift/');
		await page.getByRole('textbox', { name: 'Networks in use' }).fill('100.64.1.0/24');
		const copy = page.getByRole('button', { name: 'Copy link' });
		await copy.click();
		expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('#');
		await page.getByLabel('Include my networks and rule set').check();
		await copy.click();
		await expect(page.getByText('Copied', { exact: true }).first()).toBeAttached();
		const link = await page.evaluate(() => navigator.clipboard.readText());
		expect(link).toContain('#share=');
		await page.evaluate(() => {
			localStorage.clear();
		});
		await page.goto('about:blank');
		await page.goto(link);
		await expect(page.getByRole('textbox', { name: 'Networks in use' })).toHaveValue(
			'100.64.1.0/24'
		);
	}
);

test('the page is accessible and reflows', { tag: '@chromium' }, async ({ page, open }) => {
	await open('/shift/');
	await page.getByRole('textbox', { name: 'Networks in use' }).fill(networks);
	await expectAccessible(page);
	await expectReflow(page);
});
