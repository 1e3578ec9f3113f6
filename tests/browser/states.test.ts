// Every state that a page can be in: each accessible in both themes, and within 320 pixels. The content
// of a state is tested with its page.
import type { Page } from '@playwright/test';
import { expect, expectSound, test } from './support/harness';

test.describe('states', { tag: '@chromium' }, () => {
	test('search: found, opened, notes, commands, nothing', async ({ page, open }) => {
		await open('/?q=ZSAUPM');
		await expect(page.getByRole('status').first()).toContainText(/1 /);
		await expectSound(page, 'a process found');
		await page.getByRole('searchbox').press('Enter');
		await expectSound(page, 'a result opened');
		await page.getByRole('button', { name: /^Copy/ }).first().click();
		await expectSound(page, 'a path copied');
		for (const [query, said] of [
			['kind=note', 'note'],
			['kind=command', 'command'],
			['q=/opt/zscaler/bin&platform=linux', 'zscaler'],
			['q=nothingofthekind', 'nothingofthekind']
		] as const) {
			await open(`/?${query}`);
			await expect(page.locator('main')).toContainText(said);
			await expectSound(page, query);
		}
	});

	test('a process: with all facts, without a purpose, and none', async ({
		page,
		open,
		address
	}) => {
		for (const id of ['zsatunnel', 'zsaservice', 'zsaupm']) {
			await open(`/process/${id}/`);
			await expectSound(page, id);
		}
		await page.goto(address('/'));
		const missing = await page.request.get(address('/no/such/page/'));
		expect(missing.status()).toBe(404);
		expect(await missing.text()).toContain('There is no such page');
	});

	test('everywhere: keys, data, storage, offline use', async ({ page, open }) => {
		await open('/about/');
		await openAll(page);
		await expect(page.getByRole('table').first()).toBeVisible();
		await expectSound(page, 'everything about it opened');
		for (const path of ['/', '/simulate/']) {
			await open(path);
			await page.getByRole('button', { name: 'Keys' }).click();
			await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
			await expectSound(page, `the keys of ${path}`, 'dialog[open]');
		}
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Your data' }).click();
		const data = page.getByRole('dialog', { name: 'Your data' });
		await data.getByRole('button', { name: 'Clear everything' }).click();
		await expectSound(page, 'everything cleared', 'dialog[open]');
		await data.getByLabel('Exported file').setInputFiles(file('other.json', '{}'));
		await expect(data).toContainText('not a file that Waythrough has exported');
		await expectSound(page, 'an import refused', 'dialog[open]');
	});

	test('everywhere: storage that is forbidden', async ({ page, open }) => {
		await page.addInitScript(() => {
			Storage.prototype.setItem = () => {
				throw new DOMException('', 'SecurityError');
			};
		});
		await open('/allowlist/');
		await page.getByRole('checkbox', { name: /Bypasses/ }).click();
		await page.getByRole('button', { name: 'Auto theme' }).click();
		await expect(page.getByText('The browser forbids storage here')).toBeVisible();
		await expectSound(page, 'storage forbidden', 'footer');
	});

	test('simulate: loading, slow, stopped', async ({ page, open }) => {
		// A worker that never answers: the kind of work does not matter here.
		await page.route(/simulate\.worker/, (route) =>
			route.fulfill({ contentType: 'text/javascript', body: '' })
		);
		await open('/simulate/');
		await expect(verdict(page)).toContainText('no verdict yet');
		await expectSound(page, 'no verdict yet');
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		await expect(page.getByRole('alert')).toContainText('Stopped');
		await expectSound(page, 'stopped', '.right');
	});

	test('simulate: every flow, packets of it, what is open, what is wrong', async ({
		page,
		open
	}) => {
		await open('/simulate/?step=10');
		await answered(page);
		await page.getByRole('button', { name: /warnings/ }).click();
		await openAll(page);
		for (const flow of await page
			.getByRole('region', { name: 'Table of flows' })
			.getByRole('radio')
			.all()) {
			await flow.check();
			await answered(page);
		}
		await expectSound(page, 'another flow, everything opened');
		await page.getByRole('radio', { name: 'DHCP offer' }).check();
		await page.getByRole('combobox', { name: 'In interface' }).selectOption('any');
		await expect(verdict(page)).toContainText('else');
		await expectSound(page, 'cases', '.right');
		await page.getByRole('textbox', { name: 'Source', exact: true }).fill('not an address');
		await expectSound(page, 'a field not understood', '.right');
	});

	test('simulate: nothing in order, and a link cut short', async ({ page, open }) => {
		await open('/simulate/#share=cut-short');
		await answered(page);
		await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible();
		await page.getByRole('textbox', { name: 'Packet as one line' }).fill('not a packet');
		await expect(verdict(page)).toContainText('not a packet');
		await page.getByRole('textbox', { name: 'Interfaces and routes' }).fill('2: eth0: nonsense\n');
		await page.getByRole('textbox', { name: 'Add a flow from one line' }).fill('nonsense');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await page.getByRole('checkbox', { name: /^Include/ }).check();
		await expectSound(page, 'everything wrong');
	});

	test('simulate: the editor, its lists and its problems', async ({ page, open }) => {
		await open('/simulate/');
		await answered(page);
		await write(page, 'iptables -N web\niptables -A web --dport 80 -j nowhere\n');
		await page.getByRole('button', { name: /^\d+ problems?, / }).click();
		await expectSound(page, 'problems listed', '.left');
		await write(page, 'iptables -N web\niptables -A web -j DROP\n');
		await page.keyboard.type('iptables -A INPUT -m conntrack --ctst');
		await expect(page.getByRole('option', { name: /--ctstate/ })).toBeVisible();
		await expectSound(page, 'completions', '.left');
		await page.keyboard.press('Escape');
		await page.keyboard.press('ControlOrMeta+f');
		await expectSound(page, 'the search of the editor', '.left');
		await page.keyboard.press('Escape');
		await page.locator('.cm-line').nth(1).getByText('web').click();
		await page.keyboard.press('F2');
		await expect(page.getByRole('textbox', { name: 'New name of web' })).toBeVisible();
		await expectSound(page, 'a chain to be renamed', '.left');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Options' }).click();
		await page.getByLabel('Filter the options').fill('-j re');
		await expectSound(page, 'options narrowed', 'dialog[open]');
		await page.getByLabel('Filter the options').fill('nothing of the kind');
		await expectSound(page, 'no such option', 'dialog[open]');
	});

	test('simulate: no rules at all, and a huge number of them', async ({ page, open }) => {
		await open('/simulate/');
		await answered(page);
		await write(page, ' ');
		await answered(page);
		await expectSound(page, 'no rules at all');
		const rules = Array.from(
			{ length: 3000 },
			(_, index) => `-A INPUT -s 10.0.${String(index >> 8)}.${String(index & 255)} -j DROP`
		);
		const text = ['*filter', ':INPUT ACCEPT [0:0]', ...rules, 'COMMIT', ''].join('\n');
		await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
		await page.getByRole('textbox', { name: 'Rule set' }).press('ControlOrMeta+a');
		await page.keyboard.press('ControlOrMeta+v');
		await expect(page.getByRole('region', { name: 'Trace' })).toContainText('3,000 rules');
		await expectSound(page, 'a huge rule set');
	});

	test('simulate: every example', async ({ page, open }) => {
		await open('/simulate/?step=3');
		await answered(page);
		const examples = page.getByRole('combobox', { name: 'Load an example' });
		const names = await examples.locator('option:enabled').allInnerTexts();
		expect(names.length).toBeGreaterThan(4);
		for (const name of names) {
			await examples.selectOption({ label: name });
			await answered(page);
			await expectSound(page, name, '.right');
		}
	});

	test('shift: every example, taken, by hand, not understood', async ({ page, open }) => {
		await open('/shift/');
		await gridded(page);
		const networks = page.getByRole('textbox', { name: 'Networks in use' });
		for (const name of [
			'Linux, two networks in the way',
			'Windows in a hotel',
			'macOS with Tailscale'
		]) {
			await page.getByRole('button', { name }).click();
			await expect(
				page.getByRole('region', { name: 'The networks and the range' }).getByRole('table')
			).toBeVisible();
			await expectSound(page, name, networksPart);
		}
		await networks.fill('100.64.0.0/10\nnonsense\n');
		await expectSound(page, 'every range taken', networksPart);
		await page
			.getByRole('combobox', { name: 'Range set by hand' })
			.selectOption({ label: '100.70.0.0/16' });
		await page.getByRole('checkbox', { name: /^Include/ }).check();
		await expectSound(page, 'a range by hand', networksPart);
	});

	test('shift: without rules, and with rules that leave it open', async ({ page, open }) => {
		await open('/shift/');
		await page.getByRole('textbox', { name: 'Rule set' }).fill('');
		await expect(page.getByText('There are no IPv4 rules')).toBeVisible();
		await expectSound(page, 'no rules');
		await page
			.getByRole('textbox', { name: 'Rule set' })
			.fill('iptables -A INPUT -m set --match-set a src -d 100.64.0.1 -j DROP\n');
		await expect(page.getByRole('main')).toContainText('unknown');
		await gridded(page);
		await expectSound(page, 'outcomes unknown');
	});

	test('shift: working, stopped, and a link cut short', async ({ page, open }) => {
		await page.route(/rules\.worker/, (route) =>
			route.fulfill({ contentType: 'text/javascript', body: '' })
		);
		await open('/shift/#share=cut-short');
		await expectSound(page, 'no grid yet');
	});

	test('log: read, filtered, narrowed to nothing, not a log', async ({ page, open }) => {
		await open('/log/');
		await page.getByRole('button', { name: 'Read an example' }).click();
		await expect(page.getByRole('heading', { name: 'Rows' })).toBeVisible();
		await openAll(page);
		await expectSound(page, 'the example');
		await page.getByRole('textbox', { name: 'Value of the filter' }).fill('nowhere');
		await page.getByRole('button', { name: 'Add filter' }).click();
		await expectSound(page, 'a filter that finds nothing');
		await page.getByRole('button', { name: 'Start over' }).click();
		await page
			.getByLabel('Firewall log files')
			.setInputFiles([
				file('empty.log', ''),
				file('shopping.txt', 'milk\neggs\n'),
				file('w3c.log', '#Fields: date time cs-method\r\n2026-01-01 00:00:00 GET\r\n')
			]);
		await expect(page.getByRole('main')).toContainText('This file is empty');
		await expectSound(page, 'no log among the files');
	});

	test('allowlist: every format, nothing chosen, folders that can’t be', async ({ page, open }) => {
		await open('/allowlist/');
		const format = page.getByRole('combobox', { name: 'Format' });
		const options = await format.locator('option').all();
		// One component shows all of them: every fifth covers everything that a format can have.
		for (const option of options.filter((_, index) => index % 5 === 0)) {
			await format.selectOption(await option.getAttribute('value'));
			await openAll(page);
			await expectSound(page, await option.innerText());
		}
		await page
			.getByRole('textbox', { name: /Program Files/ })
			.first()
			.fill('relative');
		await expectSound(page, 'a folder that can’t be', 'aside');
		await page.getByRole('checkbox', { name: /Locations/ }).uncheck();
		await page.getByRole('checkbox', { name: /Bypasses/ }).uncheck();
		await expect(
			page.getByRole('status').filter({ hasText: 'Nothing of what is chosen' })
		).toBeVisible();
		await expectSound(page, 'nothing chosen');
	});

	test('allowlist: both checks, empty and filled', async ({ page, open }) => {
		await open('/allowlist/');
		for (const tab of await page.getByRole('tab').all()) {
			await tab.click();
			await expectSound(page, `${await tab.innerText()}, empty`);
			const example = page.getByRole('button', { name: 'Try an example' });
			if ((await example.count()) === 0) continue;
			await example.click();
			await openAll(page);
			await expectSound(page, `${await tab.innerText()}, filled`);
			await page
				.getByRole('tabpanel')
				.getByRole('textbox')
				.first()
				.fill('one line that is neither\n');
			await expectSound(page, `${await tab.innerText()}, not understood`);
		}
	});
});

const networksPart = '[aria-labelledby=networks-heading]';

function verdict(page: Page) {
	return page.getByRole('region', { name: 'Verdict' });
}

/** Waits for the editor and the verdict on the text typed last. */
async function answered(page: Page) {
	await expect(page.getByRole('textbox', { name: 'Rule set' })).toHaveAttribute(
		'contenteditable',
		'true'
	);
	await expect(verdict(page)).toHaveAttribute('aria-busy', 'false');
}

/** Waits until all rows of the grid are drawn. */
async function gridded(page: Page) {
	await expect(
		page.getByRole('region', { name: 'Grid of flows and ranges' }).getByRole('row')
	).toHaveCount(15);
}

async function write(page: Page, text: string) {
	await page.getByRole('textbox', { name: 'Rule set' }).press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
}

async function openAll(page: Page) {
	await page.evaluate(() => {
		for (const one of document.querySelectorAll('details')) one.open = true;
	});
}

function file(name: string, text: string) {
	return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}
