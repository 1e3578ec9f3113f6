import type { Page } from '@playwright/test';
import { copied, expect, expectAccessible, test } from './support/harness';

function ruleSet(page: Page) {
	return page.getByRole('textbox', { name: 'Rule set' });
}

function verdict(page: Page) {
	return page.getByRole('region', { name: 'Verdict' });
}

function flow(page: Page, name: string) {
	return page.getByRole('row').filter({ has: page.getByRole('radio', { name, exact: true }) });
}

/** Replaces all of the text, like pasting over it. */
async function write(page: Page, text: string) {
	await ruleSet(page).press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
}

/** Waits until the editor has replaced the plain box and the first verdict is shown. */
async function ready(page: Page) {
	await expect(ruleSet(page)).toHaveAttribute('contenteditable', 'true');
	await expect(verdict(page)).toHaveAttribute('aria-busy', 'false');
}

test(
	'the published rules: why a DHCP offer dies, and what one word changes',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/simulate/');
		await ready(page);
		await page.getByRole('radio', { name: 'DHCP offer' }).check();
		await expect(verdict(page)).toContainText('DROP');
		await expect(verdict(page)).toContainText('filter INPUT, rule 6');
		await expect(verdict(page)).toContainText(
			'matches but has no target, so it only counts; rules 2 to 5 don’t match; rule 6 drops everything left.'
		);

		// The trace links to the line of the rule without a target.
		const trace = page.getByRole('region', { name: 'Trace' });
		await trace
			.getByRole('listitem')
			.filter({ hasText: /^rule 1/ })
			.getByRole('button', { name: /^line/ })
			.click();
		await page.keyboard.press('End');
		await page.keyboard.type(' -j ACCEPT');

		await expect(verdict(page)).toContainText('ACCEPT');
		await expect(verdict(page)).toContainText('filter INPUT, rule 1');
		await expect(flow(page, 'DHCP offer')).toContainText('was DROP');
		await expect(page.getByRole('region', { name: 'Flows', exact: true })).toContainText(
			'1 changed by the last edit'
		);
	}
);

test(
	'typing goes on while the editor arrives: no key, no selection and no focus is lost',
	{ tag: '@file' },
	async ({ page, address }) => {
		await page.goto(address('/simulate/'));
		await page.locator('html[data-alive]').waitFor({ state: 'attached' });
		await ruleSet(page).focus();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('iptables -A INPUT -p tcp --dport 22 -j ACCEPT');
		await page.keyboard.press('Shift+Home');
		await expect(ruleSet(page)).toHaveAttribute('contenteditable', 'true');
		await expect(ruleSet(page)).toBeFocused();
		await expect(ruleSet(page)).toHaveText('iptables -A INPUT -p tcp --dport 22 -j ACCEPT');
		await page.keyboard.type('iptables -A INPUT -p tcp --dport 23 -j DROP');
		await expect(ruleSet(page)).toHaveText('iptables -A INPUT -p tcp --dport 23 -j DROP');
		await expect(verdict(page)).toHaveAttribute('aria-busy', 'false');
	}
);

test('every flow has its verdict and rule, and the one not as expected says so', async ({
	page,
	open
}) => {
	await open('/simulate/');
	await ready(page);
	await expect(flow(page, 'DHCP offer')).toContainText('not as expected');
	await expect(flow(page, 'To the adapter')).toContainText('filter INPUT, rule 2');
	await expect(flow(page, 'Host to its adapter, over lo')).toContainText('ACCEPT');
	await expect(flow(page, 'SSH in')).toContainText('filter INPUT, rule 4');
	await expect(flow(page, 'Unsolicited TCP')).toContainText('filter INPUT, rule 6');
	await flow(page, 'DHCP offer').getByRole('combobox').selectOption('DROP');
	await expect(flow(page, 'DHCP offer')).not.toContainText('not as expected');
});

test('in a low window the steps stay above the flows, and a flow that is added is seen', async ({
	page,
	open
}) => {
	await page.setViewportSize({ width: 1080, height: 680 });
	await open('/simulate/');
	await ready(page);
	const flows = page.getByRole('region', { name: 'Flows', exact: true });
	const step = page.getByRole('slider', { name: 'Commands that have run' });
	await expect(step).toBeInViewport({ ratio: 1 });
	const steps = await step.boundingBox();
	const below = await flows.boundingBox();
	expect((steps?.y ?? 0) + (steps?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
	await flows.getByRole('textbox').fill('tcp 203.0.113.5 > 192.0.2.10:22 SYN in eth0');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('radio', { name: 'tcp to 192.0.2.10:22' })).toBeInViewport();
});

test('after the shift to the next range, the rule for the adapter no longer matches', async ({
	page,
	open
}) => {
	await open('/simulate/');
	await ready(page);
	const host = page.getByRole('textbox', { name: 'Interfaces and routes' });
	await host.fill((await host.inputValue()).replaceAll('100.64.0.', '100.65.0.'));
	await page.getByRole('radio', { name: 'To the adapter' }).check();
	await page
		.getByRole('textbox', { name: 'Packet as one line' })
		.fill('tcp 100.65.9.9:4000 > 100.65.0.1:8080 SYN in zcctun0');
	await expect(verdict(page)).toContainText('DROP');
	await expect(verdict(page)).toContainText('filter INPUT, rule 6');
});

test('what is typed survives a reload', { tag: '@file' }, async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	await write(page, 'iptables -A INPUT -p tcp --dport 22 -j REJECT\n');
	await page.getByRole('radio', { name: 'SSH in' }).check();
	await expect(verdict(page)).toContainText('REJECT');
	await page.reload();
	await ready(page);
	await expect(ruleSet(page)).toContainText('iptables -A INPUT -p tcp --dport 22 -j REJECT');
	await expect(verdict(page)).toContainText('REJECT');
	await expect(page.getByRole('radio', { name: 'SSH in' })).toBeChecked();
});

test('problems are counted, shown with what to do, and lead to their place', async ({
	page,
	open
}) => {
	await open('/simulate/');
	await ready(page);
	await write(page, 'iptables -F\niptables -A INPUT --dport 22 -j ACCEPT\n');
	await expect(page.getByText('without the rules that iptables refuses')).toBeVisible();
	await page.getByRole('button', { name: '1 problem', exact: true }).click();
	const problems = page.getByRole('list', { name: 'Problems' });
	await expect(problems.getByRole('listitem').filter({ hasText: 'error' })).toContainText('-p tcp');
	await problems.getByRole('button', { name: 'line 2' }).first().click();
	await expect(ruleSet(page)).toBeFocused();
});

test(
	'a script is stepped: the chains grow, and the flow that fails is named',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/simulate/');
		await ready(page);
		const steps = page.getByRole('group', { name: 'Steps of the script' });
		await expect(steps).toContainText('step 10 of 10');
		await steps.getByRole('button', { name: 'Previous command' }).click();
		await expect(steps).toContainText('step 9 of 10');
		await expect(verdict(page)).toContainText('ACCEPT');
		await steps.getByRole('button', { name: 'Next command' }).click();
		const after = page.getByRole('region', { name: 'After step 10 of 10' });
		await expect(after).toContainText('-A INPUT -j DROP');
		const changed = after.getByRole('list', { name: 'Flows that this command changes' });
		await expect(changed).toContainText('DHCP offer');
		await expect(changed).toContainText('Unsolicited TCP');
		await steps.getByRole('slider').focus();
		await page.keyboard.press('Home');
		await expect(steps).toContainText('step 0 of 10');
		await steps.getByRole('button', { name: 'Run all' }).click();
		await expect(after).toBeHidden();
	}
);

test('a flow is added from one line, replied to, renamed and removed', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	const line = page.getByRole('textbox', { name: 'Add a flow from one line' });
	await line.fill('tcp 198.51.100.9 to 192.0.2.10');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('>');
	await line.fill('tcp 198.51.100.9:40000 > 192.0.2.10:443 SYN in eth0');
	await line.press('Enter');
	await expect(verdict(page)).toContainText('198.51.100.9:40000 > 192.0.2.10:443');
	await expect(verdict(page)).toContainText('DROP');
	await page.getByText('Further fields').click();
	await page.getByRole('textbox', { name: 'Name of the flow' }).fill('HTTPS in');
	await expect(flow(page, 'HTTPS in')).toContainText('DROP');
	await page.getByRole('button', { name: 'Remove HTTPS in' }).click();
	await expect(page.getByRole('radio', { name: 'HTTPS in' })).toHaveCount(0);
	// The focus is on the button that undoes the removal.
	await page.keyboard.press('Enter');
	await expect(flow(page, 'HTTPS in')).toContainText('DROP');
});

test('without a flow there is no verdict, and the usual flows are offered', async ({
	page,
	open
}) => {
	await open('/simulate/');
	await ready(page);
	await expect(flow(page, 'Unsolicited TCP')).toContainText('DROP');
	const flows = page.getByRole('region', { name: 'Table of flows' });
	const removes = flows.getByRole('button', { name: /^Remove / });
	for (let left = 6; left >= 0; left--) {
		await removes.first().click();
		await expect(removes).toHaveCount(left);
	}
	await expect(flows).toContainText('There are no flows');
	await expect(verdict(page)).toContainText('no verdict yet');
	await expect(page.getByRole('region', { name: 'Trace' })).toBeHidden();
	await expectAccessible(page, 'no flows');
	await flows.getByRole('button', { name: 'Start with those of Client Connector' }).click();
	await expect(verdict(page)).toContainText('filter INPUT, rule 6');
});

test('keys typed before the page responds do not replace what was kept', async ({
	page,
	open,
	address
}) => {
	await open('/simulate/');
	await ready(page);
	await write(page, 'iptables -A INPUT -j REJECT');
	await expect(verdict(page)).toContainText('REJECT');
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route('**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(address('/simulate/'), { waitUntil: 'commit' });
	await ruleSet(page).press('x');
	release();
	await ready(page);
	await expect(ruleSet(page)).toHaveText('iptables -A INPUT -j REJECT');
});

test('a file replaces the rule set, which can be undone', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	await write(page, 'iptables -A INPUT -j REJECT');
	await page.getByLabel('File with the rule set').setInputFiles({
		name: 'rules.v4',
		mimeType: 'text/plain',
		// The encoding that Windows calls Unicode.
		buffer: Buffer.from('\uFEFFiptables -P INPUT DROP\r\n', 'utf16le')
	});
	await expect(ruleSet(page)).toContainText('iptables -P INPUT DROP');
	await expect(verdict(page)).toContainText('policy');
	await expect(page.getByText('The lines of the file end in CR LF')).toBeVisible();
	await page.getByRole('button', { name: 'Undo the file' }).click();
	await expect(ruleSet(page)).toHaveText('iptables -A INPUT -j REJECT');
});

test('an example is undone: the rules and the host are those from before', async ({
	page,
	open
}) => {
	await open('/simulate/');
	await ready(page);
	await write(page, 'iptables -A INPUT -j REJECT');
	const host = page.getByRole('textbox', { name: 'Interfaces and routes' });
	await host.fill('2: eth0: <UP>\n    inet 192.0.2.99/24\n');
	await page
		.getByRole('combobox', { name: 'Load an example' })
		.selectOption({ label: 'Docker host' });
	await expect(ruleSet(page)).toContainText('DOCKER');
	await page.getByRole('button', { name: 'Undo the example' }).click();
	await expect(ruleSet(page)).toHaveText('iptables -A INPUT -j REJECT');
	await expect(host).toHaveValue(/192\.0\.2\.99/);
	await expect(page.getByRole('button', { name: 'Undo the example' })).toBeHidden();
});

test(
	'a field left open stays open: the verdict is a list of cases',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/simulate/');
		await ready(page);
		await page.getByRole('radio', { name: 'DHCP offer' }).check();
		await page.getByRole('combobox', { name: 'In interface' }).selectOption('any');
		await expect(verdict(page)).toContainText('if it comes in on lo');
		await expect(verdict(page)).toContainText('else');
		await expect(flow(page, 'DHCP offer')).toContainText('2 cases');
		// The page claims neither that it is as expected nor that it is not.
		await expect(flow(page, 'DHCP offer')).not.toContainText('not as expected');
		await expect(page.getByRole('region', { name: 'Flows' }).getByRole('status')).toHaveText(
			'1 undecided, 6 as expected'
		);
		await verdict(page).getByRole('radio', { name: /else/ }).check();
		await expect(verdict(page)).toContainText('rule 6 drops everything left');
		await verdict(page)
			.getByRole('radio', { name: /comes in on lo/ })
			.check();
		await expect(verdict(page)).toContainText('rule 3 (-i lo) accepts it');
	}
);

test('flags and the state of the connection may be left open or given', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	await page.getByRole('radio', { name: 'SSH in' }).check();
	await page.getByRole('textbox', { name: 'Destination port' }).fill('80');
	const line = page.getByRole('textbox', { name: 'Packet as one line' });
	await page
		.getByRole('group', { name: 'TCP flags' })
		.getByRole('checkbox', { name: 'any' })
		.check();
	await expect(line).toHaveValue(/:80 flags \* in eth0/);
	await expect(page.getByRole('checkbox', { name: 'SYN' })).toBeDisabled();
	await page.getByText('Further fields').click();
	await page.getByRole('combobox', { name: 'Connection state' }).selectOption('ESTABLISHED');
	await expect(line).toHaveValue(/state ESTABLISHED/);
	await expect(verdict(page)).toContainText('ACCEPT');
	await expect(verdict(page)).toContainText('Its state is taken to be ESTABLISHED, as described');
	await page.getByRole('combobox', { name: 'Connection state' }).selectOption('any');
	await expect(verdict(page)).toContainText('if its state is');
});

test('the form shows only what the protocol has, and writes the line', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	await page.getByRole('radio', { name: 'SSH in' }).check();
	await page.getByRole('textbox', { name: 'Destination port' }).fill('https');
	const line = page.getByRole('textbox', { name: 'Packet as one line' });
	await expect(line).toHaveValue(/192\.0\.2\.10:443 SYN in eth0/);
	await page.getByRole('combobox', { name: 'Protocol' }).selectOption('icmp');
	await expect(page.getByRole('textbox', { name: 'Destination port' })).toHaveCount(0);
	await expect(page.getByRole('checkbox', { name: 'SYN' })).toHaveCount(0);
	await page.getByRole('combobox', { name: 'Message' }).selectOption({ label: 'echo-request' });
	await expect(verdict(page)).toContainText('DROP');
	await page.getByRole('textbox', { name: 'Source' }).fill('not an address');
	await expect(page.getByRole('textbox', { name: 'Source' })).toHaveAttribute(
		'aria-invalid',
		'true'
	);
});

test(
	'every example loads with its host and has verdicts',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/simulate/');
		await ready(page);
		const choose = (name: string) =>
			page.getByRole('combobox', { name: 'Load an example' }).selectOption({ label: name });
		await choose('Tailscale beside Client Connector');
		await expect(flow(page, 'To the adapter')).toContainText('filter ts-input, rule 3');
		await page.getByRole('radio', { name: 'To the adapter' }).check();
		await expect(verdict(page)).toContainText('leads to chain ts-input');
		await choose('ufw host');
		await expect(flow(page, 'DHCP offer')).toContainText('filter ufw-before-input, rule 9');
		await choose('firewalld host');
		await expect(flow(page, 'Unsolicited TCP')).toContainText('REJECT');
		await choose('Docker host');
		await expect(flow(page, 'SSH in')).toContainText('policy of filter INPUT');
		await choose('The same, corrected');
		await expect(page.getByRole('region', { name: 'Flows', exact: true })).toContainText(
			'7 as expected'
		);
	}
);

test('it is complete by keyboard: into the editor, out of it, and on', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	await page.getByRole('combobox', { name: 'Back end' }).focus();
	await page.keyboard.press('Tab');
	await expect(ruleSet(page)).toBeFocused();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type('iptables -I INPUT -p udp --dport 68 -j ACCEPT');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Tab');
	await expect(ruleSet(page)).not.toBeFocused();
	await expect(verdict(page)).toContainText('ACCEPT');
});

test(
	'the editor completes, explains, leads to a chain and renames it',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		await open('/simulate/');
		await ready(page);
		await write(
			page,
			'iptables -N web\niptables -A web -j DROP\niptables -A INPUT -p tcp -j web\n'
		);
		await page.keyboard.type('iptables -A INPUT -m conntrack --ctst');
		await expect(page.getByRole('option', { name: /--ctstate/ })).toBeVisible();
		await page.waitForTimeout(150);
		await page.keyboard.press('Enter');
		await expect(ruleSet(page)).toContainText('--ctstate');
		await page.keyboard.press('ControlOrMeta+z');

		const jump = page.locator('.cm-line').nth(2).getByText('web');
		await jump.hover();
		await expect(page.getByText('Sends TCP packets to the chain web')).toBeVisible();

		await jump.click();
		await page.keyboard.press('F2');
		const name = page.getByRole('textbox', { name: 'New name of web' });
		await name.fill('INPUT');
		await name.press('Enter');
		await expect(page.getByRole('alert')).toContainText('INPUT');
		await name.fill('https');
		await name.press('Enter');
		await expect(ruleSet(page)).toContainText('iptables -N https');
		await expect(ruleSet(page)).toContainText('-A https -j DROP');
	}
);

test('the line at the cursor and every option are explained in words', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	const words = page.getByRole('region', { name: 'The line in words' });
	await expect(words).toContainText('Place the cursor in a rule');
	await write(page, ' ');
	await expect(words).toContainText('Paste iptables commands');
	await write(page, 'iptables -A INPUT -p udp --dport 68 -j ACCEPT');
	// Firefox adds an empty line after text that replaces everything.
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.press('ArrowLeft');
	await expect(words).toContainText('ACCEPT Lets the packet through this table.');
	await expect(words).toContainText('Accepts UDP packets to port 68.');
	await page.keyboard.press('Home');
	await expect(words).toContainText('For IPv4.');

	await page.getByRole('button', { name: 'Options' }).click();
	const list = page.getByRole('dialog', { name: 'Options of iptables' });
	await expect(list.getByLabel('Filter the options')).toBeFocused();
	await page.keyboard.type('ctstatus');
	await expect(list.getByRole('status')).toHaveText(/^1 of /);
	await expect(list).toContainText('-m conntrack');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await expect(list).toBeHidden();
});

test('script in a rule set, a flow and a host is shown as text', async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	const hostile = '<img src=x onerror=alert(1)>"\'</script><script>alert(2)</script>';
	await write(
		page,
		`iptables -A INPUT -m comment --comment '${hostile.replaceAll("'", '')}' -j ${hostile}\n`
	);
	await page.getByRole('textbox', { name: 'Add a flow from one line' }).fill(hostile);
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await page.getByRole('textbox', { name: 'Interfaces and routes' }).fill(hostile);
	await expect(page.getByRole('list', { name: 'Problems of the host' })).toBeVisible();
	await page.getByRole('textbox', { name: 'Packet as one line' }).fill(hostile);
	await expect(verdict(page)).toContainText('not a packet');
	await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test('100,000 rules stay usable', { tag: '@chromium' }, async ({ page, open }) => {
	await open('/simulate/');
	await ready(page);
	const rules = Array.from(
		{ length: 100_000 },
		(_, index) => `-A INPUT -s 10.${index >> 16}.${(index >> 8) & 255}.${index & 255} -j DROP`
	);
	const text = ['*filter', ':INPUT ACCEPT [0:0]', ...rules, 'COMMIT', ''].join('\n');
	await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
	await ruleSet(page).press('ControlOrMeta+a');
	await page.keyboard.press('ControlOrMeta+v');
	await page.getByRole('radio', { name: 'Unsolicited TCP' }).check();
	await expect(verdict(page)).toContainText('policy of filter INPUT', { timeout: 120_000 });
	const trace = page.getByRole('region', { name: 'Trace' });
	await expect(trace).toContainText('100,000 rules that don’t match');
	await trace.getByText('rules 1 to 100000').click();
	await expect(trace.getByRole('listitem').filter({ hasText: /^rule 200/ })).toBeVisible();
	await ruleSet(page).press('ControlOrMeta+Home');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await page.keyboard.type('-A INPUT -p tcp --dport 80 -j REJECT');
	await expect(verdict(page)).toContainText('REJECT', { timeout: 120_000 });
});

test(
	'a link carries the rule set only where the user includes it',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		await open('/simulate/');
		await ready(page);
		await write(page, 'iptables -P INPUT DROP\n');
		await page.getByRole('checkbox', { name: 'Include my rule set' }).check();
		await page.getByRole('button', { name: 'Copy link' }).click();
		const link = await copied(page, /#share=/);
		await page.getByRole('button', { name: 'Your data' }).click();
		await page.getByRole('button', { name: 'Clear everything' }).click();
		await page.goto('about:blank');
		await page.goto(link);
		await ready(page);
		await expect(ruleSet(page)).toContainText('iptables -P INPUT DROP');
	}
);

test(
	'a link of the site opens in the single file, and one of the file in the site',
	{ tag: ['@file', '@chromium'] },
	async ({ page, context, open, variant }) => {
		const site = process.env['WAYTHROUGH_SITE'] ?? '';
		const single = `${process.env['WAYTHROUGH_FILE'] ?? ''}#`;
		const [here, there] = variant === 'site' ? [site, `${single}/`] : [single, `${site}#`];
		await open('/simulate/?step=1');
		await ready(page);
		await write(page, 'iptables -P INPUT DROP\niptables -A INPUT -i lo -j ACCEPT\n');
		await page.getByRole('checkbox', { name: 'Include my rule set' }).check();
		await expect(page.getByText('Browsers do not send that part to a server')).toBeVisible();
		await page.getByRole('button', { name: 'Copy link' }).click();
		const link = await copied(page, /#share=/);
		expect(link.startsWith(here)).toBe(true);
		// Not the page of the test, which may only request files of its own build.
		const other = await context.newPage();
		await other.goto(there + link.slice(here.length));
		await ready(other);
		await expect(ruleSet(other)).toContainText('iptables -A INPUT -i lo -j ACCEPT');
		await expect(other.getByText('step 1 of 2', { exact: true })).toBeVisible();
	}
);

test(
	'without JavaScript the rule set can be read',
	{ tag: '@chromium' },
	async ({ browser, address }) => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(address('/simulate/'));
		await expect(ruleSet(page)).toHaveValue(/sudo iptables -A INPUT -j DROP/);
		await expect(page.getByRole('row').filter({ hasText: 'DHCP offer' })).toBeVisible();
		await context.close();
	}
);
