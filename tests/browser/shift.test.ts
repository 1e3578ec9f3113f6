import { copied, expect, expectAccessible, expectReflow, test } from './support/harness';

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

test('a large table of routes is read beside the page', async ({ page, open }) => {
	await open('/shift/');
	const routes = Array.from(
		{ length: 5000 },
		(_, i) =>
			`100.${String(64 + (i >> 12))}.${String((i >> 4) & 255)}.${String((i & 15) << 4)}/28 via 192.0.2.1 dev eth0`
	);
	// Typing that much into a box takes a browser long; a paste does not.
	await page.getByRole('textbox', { name: 'Networks in use' }).evaluate((element, text) => {
		if (!(element instanceof HTMLTextAreaElement)) return;
		element.value = text;
		element.dispatchEvent(new Event('input', { bubbles: true }));
	}, routes.join('\n'));
	await expect(page.getByRole('status')).toContainText('Range in use: 100.66.0.0/16');
	await expect(page.getByRole('button', { name: 'Show all 5000' })).toBeVisible();
	await page.getByRole('button', { name: 'Clear Networks in use' }).click();
	await expect(page.getByRole('status')).toContainText('Range in use: 100.64.0.0/16');
});

test('text replaced by Clear or an example can be restored', async ({ page, open }) => {
	await open('/shift/');
	const networks = page.getByRole('textbox', { name: 'Networks in use' });
	const undo = page.getByRole('button', { name: 'Undo the change of Networks in use' });
	await page.getByRole('button', { name: 'Windows in a hotel' }).click();
	await expect(networks).not.toHaveValue('');
	await expect(undo).toBeHidden();
	await networks.fill('100.64.1.0/24');
	await page.getByRole('button', { name: 'Clear Networks in use' }).click();
	await expect(networks).toHaveValue('');
	await undo.click();
	await expect(networks).toHaveValue('100.64.1.0/24');
	await page.getByRole('button', { name: 'Windows in a hotel' }).click();
	await undo.click();
	await expect(networks).toHaveValue('100.64.1.0/24');
	await page.getByRole('button', { name: 'Windows in a hotel' }).click();
	await networks.press('End');
	await page.keyboard.type(' ');
	await expect(undo).toBeHidden();
});

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

test('an example is one click away, and the text survives a reload', async ({ page, open }) => {
	await open('/shift/');
	await expect(page.getByText('At the range in use, 100.64.0.0/16, every needed')).toBeVisible();
	await page.getByRole('button', { name: 'Windows in a hotel' }).click();
	await expect(page.getByText('At the range in use, 100.65.0.0/16, not: To the')).toBeVisible();
	await expect(page.getByText(/^Range in use: 100\.65\.0\.0\/16/)).toBeVisible();
	await page.getByLabel('Range set by hand').selectOption('100.70.0.0/16');
	await expect(page).toHaveURL(/range=70/);
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
		expect(await copied(page, /\/shift\//)).not.toContain('#');
		await page.getByLabel('Include my networks and rule set').check();
		await copy.click();
		const link = await copied(page, /#share=/);
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

test(
	'the published rules break from 100.65.0.0/16 on, and a fix turns the grid green',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/shift/');
		const rules = page.getByRole('textbox', { name: 'Rule set' });
		const grid = page.getByRole('region', { name: 'Grid of flows and ranges' });
		const adapter = grid.getByRole('row').filter({ hasText: 'To the adapter, TCP' });
		await expect(page.getByText('First breaks in 100.65.0.0/16')).toContainText(
			'19 of 20 ranges break'
		);
		const cells = adapter.getByRole('cell');
		await expect(cells).toHaveCount(20);
		await expect(cells.nth(0)).toContainText('ok');
		for (let i = 1; i < 20; i++) await expect(cells.nth(i)).toContainText('DROP');

		const change = page.getByRole('group', { name: 'Change at line 8' });
		await expect(change).toContainText('-d 100.64.0.0/12,100.80.0.0/14 -j ACCEPT');
		const effect = page.getByRole('list', { name: 'What this fix does' });
		await expect(effect).toContainText('every needed flow passes in all twenty ranges');
		await expect(effect).toContainText('From the network to the adapter (65 to 83)');

		await page.getByRole('button', { name: 'Apply to the rule set' }).click();
		await expect(rules).toHaveValue(
			/^sudo iptables -I INPUT -d 100\.64\.0\.0\/12,100\.80\.0\.0\/14/m
		);
		await expect(
			page.getByText('Every flow that Client Connector needs passes in all twenty ranges.')
		).toBeVisible();
		await expect(grid.locator('td.needed').filter({ hasText: 'DROP' }).first()).toContainText(
			'was'
		);
		await expect(cells.nth(1)).toContainText('was DROP');
		for (let i = 0; i < 20; i++) await expect(cells.nth(i)).toContainText('ok');

		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(page.getByText('First breaks in 100.65.0.0/16')).toBeVisible();
		await expect(rules).toHaveValue(/-d 100\.64\.0\.1 -j ACCEPT/);
	}
);

test('the fix for the interface says what else it lets in and keeps out', async ({
	page,
	open
}) => {
	await open('/shift/');
	await page.getByRole('radio', { name: 'For the interface' }).check();
	const effect = page.getByRole('list', { name: 'What this fix does' });
	await expect(effect).toContainText(
		'On zcctun0 to another address of the host (all twenty ranges)'
	);
	await expect(effect).toContainText('No longer lets in: From the network to the adapter (64)');
});

test('a verdict links to the line of its rule', async ({ page, open }) => {
	await open('/shift/');
	// Once the effect of the fix is shown, nothing moves any more.
	await expect(page.getByRole('list', { name: 'What this fix does' })).toBeVisible();
	await page
		.getByRole('button', { name: /^INPUT 6, line/ })
		.first()
		.click();
	const selected = await page
		.getByRole('textbox', { name: 'Rule set' })
		.evaluate((element) =>
			element instanceof HTMLTextAreaElement
				? element.value.slice(element.selectionStart, element.selectionEnd)
				: ''
		);
	expect(selected).toBe('sudo iptables -A INPUT -j DROP');
});

test('rules of Tailscale are named as its own', async ({ page, open }) => {
	await open('/shift/');
	await page.getByLabel('Example').selectOption('Tailscale beside Client Connector');
	await expect(page.getByText('written by Tailscale')).toBeVisible();
	await expect(page.getByText('Breaks in every range')).toContainText('ts-input');
});

test('the grid follows what is typed, and reports nothing dropped without rules', async ({
	page,
	open
}) => {
	await open('/shift/');
	const rules = page.getByRole('textbox', { name: 'Rule set' });
	await rules.fill('iptables -P INPUT DROP\niptables -A INPUT -d 100.66.0.1 -j ACCEPT\n');
	await expect(page.getByText('Breaks in every range, 100.64.0.0/16 already')).toBeVisible();
	await rules.fill('');
	await expect(page.getByText('There are no IPv4 rules in this text')).toBeVisible();
	await expect(page.getByText('passes in all twenty ranges')).toBeVisible();
});

test('the page is accessible and reflows', { tag: '@chromium' }, async ({ page, open }) => {
	test.slow();
	await open('/shift/');
	await page.getByRole('textbox', { name: 'Networks in use' }).fill(networks);
	await expect(page.getByRole('list', { name: 'What this fix does' })).toBeVisible();
	await expectAccessible(page);
	await expectReflow(page);
});

test(
	'a fixed rule set and rules of others are accessible',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		test.slow();
		await open('/shift/');
		await page.getByLabel('Example').selectOption('Tailscale beside Client Connector');
		await expect(page.getByText('written by Tailscale')).toBeVisible();
		await page.getByRole('button', { name: 'Apply to the rule set' }).click();
		await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
		await expectAccessible(page);
	}
);

test('a file of Windows is said to be one, until the text changes', async ({ page, open }) => {
	await open('/shift/');
	await page.getByLabel('File with the rule set').setInputFiles({
		name: 'rules.v4',
		mimeType: 'text/plain',
		buffer: Buffer.from('iptables -A INPUT -d 100.64.0.1 -j DROP\r\n')
	});
	const note = page.getByText('The lines of the file end in CR LF');
	await expect(note).toBeVisible();
	await page.getByRole('textbox', { name: 'Rule set' }).fill('iptables -P INPUT DROP\n');
	await expect(note).toBeHidden();
});
