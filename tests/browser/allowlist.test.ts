import { readFileSync } from 'node:fs';
import { clipboard, expect, test } from './support/harness';

test(
	'an allowlist is there at once, and follows the choice',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/allowlist/');
		const text = page.getByRole('region', { name: 'Allowlist', exact: true });
		await expect(text).toContainText('C:\\Program Files\\Zscaler\\ZSATunnel\\ZSATunnel.exe');
		await page.getByLabel('Linux').check();
		await expect(text).toContainText('/opt/zscaler/bin/zstunnel');
		await page.getByLabel('Windows, 64-bit version').uncheck();
		await expect(text).not.toContainText('Program Files');
		await page
			.getByLabel('Format')
			.selectOption({ label: 'iptables: Hardening rules, corrected for all twenty ranges' });
		await expect(text).toContainText('100.80.0.0/14');
		await expect(page).toHaveURL(
			/for=linux.*format=iptables-corrected|format=iptables-corrected.*for=linux/
		);
	}
);

test(
	'the drive and the folders of the machines are in every path',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/allowlist/?format=firewall-powershell');
		const text = page.getByRole('region', { name: 'Allowlist', exact: true });
		await page.getByLabel('Drive of the program files').selectOption('D:');
		await expect(text).toContainText(
			"-Program 'D:\\Program Files\\Zscaler\\ZSATunnel\\ZSATunnel.exe'"
		);
		await page.getByText('Folders of Windows').click();
		await page.getByLabel('Program Files', { exact: true }).fill("D:\\O'Brien");
		await expect(text).toContainText("-Program 'D:\\O''Brien\\Zscaler\\ZSATunnel\\ZSATunnel.exe'");
		await page.getByLabel('Program Files', { exact: true }).fill('D:\\a|b');
		await expect(page.getByText(/can’t hold any of/)).toBeVisible();
		await expect(text).toContainText("-Program 'C:\\Program Files\\Zscaler");
	}
);

test('what a format can’t say is listed', async ({ page, open }) => {
	await open('/allowlist/?for=macos&what=bypasses&format=socketfilterfw');
	await expect(page.getByText('This firewall looks at inbound connections only')).toBeVisible();
	await page.getByText(/left out of this format/).click();
	await expect(page.getByText('Zscaler (outbound)', { exact: true })).toBeVisible();
	await expect(page.getByText('ZscalerTunnel (inbound)', { exact: true })).toBeVisible();
	await open('/allowlist/?for=linux&format=applocker');
	await expect(page.getByRole('status')).toContainText('which is for Windows');
});

test(
	'an export is saved as the product wants it',
	{ tag: ['@file', '@chromium'] },
	async ({ page, open }) => {
		await open('/allowlist/?format=defender-powershell');
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save zscaler-defender-exclusions.ps1' }).click();
		const download = await saving;
		expect(download.suggestedFilename()).toBe('zscaler-defender-exclusions.ps1');
		const bytes = readFileSync(await download.path());
		expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect(bytes.toString('utf8')).toContain(
			"Add-MpPreference -ExclusionPath 'C:\\Program Files\\Zscaler\\ZSATray\\ZSATray.exe'\r\n"
		);
		await page.getByRole('button', { name: 'Copy the text' }).click();
		await expect.poll(() => clipboard(page)).toContain('Add-MpPreference -ExclusionProcess');
	}
);

test.describe('the XML exported', () => {
	for (const name of ['everything', 'hostile-folder', 'amazon-workspaces']) {
		test(`${name} is read back by an XML parser`, { tag: '@chromium' }, async ({ page }) => {
			const golden = `tests/unit/allowlist/golden/${name}/applocker-zscaler-applocker.xml`;
			await page.goto('about:blank');
			const read = await page.evaluate(
				(xml) => {
					const parsed = new DOMParser().parseFromString(xml, 'application/xml');
					return {
						fault: parsed.querySelector('parsererror')?.textContent,
						root: parsed.documentElement.tagName,
						ids: [...parsed.querySelectorAll('FilePathRule')].map((rule) =>
							rule.getAttribute('Id')
						),
						paths: [...parsed.querySelectorAll('FilePathCondition')].map((each) =>
							each.getAttribute('Path')
						)
					};
				},
				readFileSync(golden, 'utf8')
			);
			expect(read.fault).toBeUndefined();
			expect(read.root).toBe('AppLockerPolicy');
			expect(new Set(read.ids).size).toBe(read.paths.length);
			expect(
				read.ids.filter((id) => !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? ''))
			).toEqual([]);
			expect(read.paths).toContain(
				{
					everything: '%PROGRAMFILES%\\Zscaler\\ZSATunnel\\ZSATunnel.exe',
					'hostile-folder':
						"D:\\O'Brien’s %TEMP% & $(calc) `x` ^!;@ é\\Zscaler\\ZSATunnel\\ZSATunnel.exe",
					'amazon-workspaces': 'D:\\Program Files\\Zscaler\\ZSATunnel\\ZSATunnel.exe'
				}[name]
			);
		});
	}
});

test(
	'a list is checked, and the missing entries are exported',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/allowlist/?tab=list');
		await page
			.getByLabel('List to check')
			.fill(
				'c:\\program files\\zscaler\\zsatunnel\\ZSATUNNEL.EXE\n%ProgramFiles%\\Zscaler\\ZDP\nZSATray.exe\nC:\\Games\n'
			);
		await expect(page.getByRole('status').first()).toContainText(
			'7 of 21 entries for Windows 64-bit are covered, 14 missing; 1 entry is wider than needed, 1 about something else'
		);
		await expect(page.getByRole('region', { name: /^covered/ })).toContainText(
			'exact, letter case'
		);
		await expect(page.getByRole('region', { name: /^wider/ })).toContainText(
			'A bare name covers every file'
		);
		const missing = page.getByRole('region', { name: 'Missing entries' });
		await expect(missing).toContainText('C:\\Program Files\\Zscaler\\ZSAService\\ZSAService.exe');
		await expect(missing).not.toContainText('ZSATunnel.exe');
		await page.reload();
		await expect(page.getByLabel('List to check')).toHaveValue(/ZSATUNNEL\.EXE/);
	}
);

test('a dropped file in UTF-16 is read', async ({ page, open }) => {
	await open('/allowlist/?tab=list');
	await page.locator('input[type=file]').setInputFiles({
		name: 'list.txt',
		mimeType: 'text/plain',
		buffer: Buffer.from(
			'\uFEFF/opt/zscaler/bin/zstunnel\r\n/opt/zscaler/bin/zsaservice\r\n',
			'utf16le'
		)
	});
	await expect(page.getByRole('status').first()).toContainText(
		'2 of 4 entries for Linux are covered'
	);
});

test('a process list is checked', { tag: '@file' }, async ({ page, open }) => {
	await open('/allowlist/?tab=processes');
	await page.getByRole('button', { name: 'Try an example' }).click();
	await expect(page.getByRole('status').first()).toContainText(
		'4 of 5 processes are Client Connector’s'
	);
	await expect(page.getByRole('row', { name: /ZSATray line/ })).toContainText('worth a look');
	await expect(page.getByRole('row', { name: /ZSATunnel/ })).toContainText('Does the tunneling');
	await expect(page.getByRole('region', { name: 'Expected, and absent' })).toContainText(
		'ZSAUpdater'
	);
	await expect(page.getByRole('region', { name: /which may be right/ })).toContainText(
		'ZDPService.exe'
	);
});

test('markup in what is pasted is shown as text', { tag: '@file' }, async ({ page, open }) => {
	const hostile =
		'<img src=x onerror=alert(1)>\\a\n"><script>alert(1)</script>\\b\n{{constructor}}\\c\n\u0000\u202E\\d';
	await open('/allowlist/?tab=list');
	await page.getByLabel('List to check').fill(hostile);
	await expect(page.getByText('<img src=x onerror=alert(1)>\\a')).toBeVisible();
	expect(await page.locator('main img, main script').count()).toBe(0);
});
