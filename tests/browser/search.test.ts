import { clipboard, expect, expectAccessible, expectReflow, test } from './support/harness';

const box = 'Search processes, paths and purposes';

test('the purpose of ZSAUPM is found while typing', { tag: '@file' }, async ({ page, open }) => {
	await open('/');
	await page.getByRole('searchbox', { name: box }).pressSequentially('zsaupm');
	const row = page.getByRole('row', { name: /ZSAUPM/ });
	await expect(row).toContainText('Zscaler Digital Experience (ZDX)');
	await expect(row.locator('mark')).toHaveText(['ZSAUPM']);
	await expect(page.getByRole('status')).toHaveText(/^1 process/);
	await expect(page).toHaveURL(/\?q=zsaupm$/);
});

test('the Linux paths are copied', { tag: ['@file', '@chromium'] }, async ({ page, open }) => {
	await open('/');
	await page.getByRole('radio', { name: 'Linux' }).check();
	await page.getByRole('radio', { name: 'Locations' }).check();
	await expect(page.getByText('/opt/zscaler/bin/zstunnel')).toBeVisible();
	await page.getByRole('button', { name: 'Copy all 4 paths' }).click();
	await expect
		.poll(() => clipboard(page))
		.toBe(
			[
				'/opt/zscaler/bin/zsaservice',
				'/opt/zscaler/bin/zstunnel',
				'/opt/zscaler/bin/ZSTray',
				'/opt/zscaler/bin/zsupdater'
			].join('\n')
		);
});

test(
	'the hardening commands are copied in their order, under no head of processes',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		await open('/?kind=command');
		await page.getByRole('button', { name: 'Copy all 10 commands' }).click();
		await expect
			.poll(() => clipboard(page))
			.toMatch(/^sudo iptables -F\n(sudo iptables .*\n){8}sudo iptables -A INPUT -j DROP$/);
		await expect(page.getByRole('columnheader', { name: 'Process' })).toBeHidden();
	}
);

test('one path is copied from an open row', { tag: '@chromium' }, async ({ page, open }) => {
	await open('/');
	await page.getByRole('button', { name: 'Paths and bypasses of ZSAHelper' }).click();
	await page
		.getByRole('button', { name: 'Copy %ProgramFiles%\\Zscaler\\ZSAHelper\\ZSAHelper.exe' })
		.click();
	await expect
		.poll(() => clipboard(page))
		.toBe('%ProgramFiles%\\Zscaler\\ZSAHelper\\ZSAHelper.exe');
});

test('a link to a query shows its results', { tag: '@file' }, async ({ page, open }) => {
	await open('/?q=%5CZDP%5C&platform=windows');
	await expect(page.getByRole('searchbox', { name: box })).toHaveValue('\\ZDP\\');
	await expect(page.getByRole('radio', { name: 'Windows' })).toBeChecked();
	await expect(page.getByRole('row', { name: /ZDPClassifier/ })).toContainText(
		'%ProgramFiles%\\Zscaler\\ZDP\\ZDPClassifier.exe'
	);
	await expect(page.getByRole('row', { name: /zstunnel/ })).toHaveCount(0);
});

test('the results are walked and opened by keyboard', { tag: '@file' }, async ({ page, open }) => {
	await open('/');
	await page.keyboard.press('/');
	await page.keyboard.type('zsatr');
	await expect(page.getByRole('status')).toHaveText(/^2 processes/);
	await page.keyboard.press('ArrowDown');
	const tray = page.getByRole('button', { name: 'Paths and bypasses of ZSATray', exact: true });
	await expect(tray).toBeFocused();
	await page.keyboard.press('ArrowDown');
	const manager = page.getByRole('button', { name: 'Paths and bypasses of ZSATrayManager' });
	await expect(manager).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(manager).toHaveAttribute('aria-expanded', 'true');
	await expect(
		page.getByText('%ProgramFiles%\\Zscaler\\ZSATrayManager\\ZSATrayManager.exe')
	).toBeVisible();
	await page.keyboard.press('ArrowUp');
	await expect(tray).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('searchbox', { name: box })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(tray).toHaveAttribute('aria-expanded', 'true');
	await expect(tray).toBeFocused();
});

test('one key copies the paths of a row', { tag: '@chromium' }, async ({ page, open }) => {
	await open('/?q=zsahelper');
	await expect(page.getByRole('status')).toHaveText(/^1 process/);
	await page.getByRole('searchbox', { name: box }).press('ArrowDown');
	await page.keyboard.press('c');
	await expect(page.getByRole('status')).toContainText('Copied');
	await expect
		.poll(() => clipboard(page))
		.toBe(
			'%ProgramFiles(x86)%\\Zscaler\\ZSAHelper\\ZSAHelper.exe\n%ProgramFiles%\\Zscaler\\ZSAHelper\\ZSAHelper.exe'
		);
});

test('notes and commands are found too', { tag: '@file' }, async ({ page, open }) => {
	await open('/?q=amazon');
	await expect(page.getByRole('row', { name: /Program Files is not always/ })).toContainText('D:');
	await page.getByRole('searchbox', { name: box }).fill('established');
	await expect(page.getByRole('row', { name: /^9\./ })).toContainText(
		'--ctstate ESTABLISHED,RELATED'
	);
});

test('nothing found says what to try', { tag: '@file' }, async ({ page, open }) => {
	await open('/?q=nosuchthing&platform=linux');
	await expect(
		page.getByRole('heading', { name: /Nothing found for “nosuchthing”/ })
	).toBeVisible();
	await page.getByRole('button', { name: 'Search all platforms and kinds' }).click();
	await expect(page.getByRole('radio', { name: 'All platforms' })).toBeChecked();
	await page.getByRole('link', { name: 'updates' }).click();
	await expect(page.getByRole('searchbox', { name: box })).toHaveValue('updates');
	await expect(page.getByRole('row', { name: /ZSAUpdater/ })).toBeVisible();
});

test('each example finds something', { tag: '@file' }, async ({ page, open }) => {
	await open('/');
	for (const example of ['ZSAUPM', 'data loss', '/opt/zscaler/bin']) {
		await page
			.locator('p', { hasText: /^\s*Try/ })
			.getByRole('link', { name: example })
			.click();
		await expect(page.getByRole('searchbox', { name: box })).toHaveValue(example);
		await expect(page.getByRole('status')).toHaveText(/^\s*\d+ process/);
		await expect(page.locator('mark').first()).toBeVisible();
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test(
		'the whole catalog is a table, and leads to the processes',
		{ tag: '@chromium' },
		async ({ page, address }) => {
			await page.goto(address('/'));
			await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(32);
			const rest = page.getByRole('table').last();
			for (const fact of [
				'Amazon WorkSpaces',
				'Tamper Protection',
				'both versions',
				'pfirewall.log'
			])
				await expect(rest).toContainText(fact);
			await expect(rest).toContainText('sudo iptables -I INPUT -d 100.64.0.1 -j ACCEPT');
			await expect(rest.getByRole('rowheader', { name: /^\d+\. / })).toHaveCount(10);
			await page.getByRole('link', { name: 'ZSATunnel', exact: true }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('ZSATunnel');
			await expect(page.locator('main')).toContainText(
				'%ProgramFiles(x86)%\\Zscaler\\ZSATunnel\\ZSATunnel.exe'
			);
		}
	);
});

test('a process page has everything known about it', { tag: '@file' }, async ({ page, open }) => {
	await open('/process/zscalerappupdater/');
	const main = page.locator('main');
	await expect(main).toContainText('starts an update once the updater service has found one');
	await expect(main).toContainText('%ProgramFiles(x86)%\\Zscaler\\Updater\\zscalerappupdater.exe');
	await expect(main).toContainText('%ProgramFiles%\\Zscaler\\Updater\\zscalerappupdater.exe');
	await expect(main).toContainText('Zscalerappupdater.exe');
	await expect(main).toContainText('Windows, outbound');
	await expect(main).toContainText('Bypasses for Firewall, Windows');
	await expect(page.getByRole('link', { name: /Processes to Allowlist/ })).toHaveAttribute(
		'href',
		/^https:\/\/help\.zscaler\.com\//
	);
});

test(
	'where the article gives no purpose the page says so',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/process/zdpresources/');
		await expect(page.locator('main')).toContainText('The article gives no purpose.');
		await open('/process/zstunnel/');
		await expect(page.locator('main')).toContainText('The article gives no purpose.');
	}
);

test('a process page prints without its controls', { tag: '@chromium' }, async ({ page, open }) => {
	await open('/process/zdpservice/');
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button', { name: /Copy/ })).toHaveCount(0);
	await expect(page.locator('main')).toContainText('ZDPService.exe');
});

test('results are accessible and reflow', { tag: '@chromium' }, async ({ page, open }) => {
	await open('/?q=ZDP');
	await page.getByRole('button', { name: 'Paths and bypasses of ZDP', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Firewall bypasses' })).toBeVisible();
	await expectAccessible(page);
	await expectReflow(page);
});
