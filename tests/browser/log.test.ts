import {
	closeSync,
	ftruncateSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectReflow, test } from './support/harness';

const HEADER =
	'#Version: 1.5\r\n#Software: Microsoft Windows Firewall\r\n#Time Format: Local\r\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid\r\n\r\n';

let folder = '';
test.beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'waythrough-log-'));
});
test.afterAll(() => {
	rmSync(folder, { recursive: true });
});

function text(name: string, content: string) {
	return { name, mimeType: 'text/plain', buffer: Buffer.from(content) };
}

/** A row of the n-th second of a day; every fiftieth is a drop in the range. */
function row(second: number): string {
	const clock = new Date(second * 1000).toISOString().slice(11, 19);
	const head = `2026-01-05 ${clock}`;
	return second % 50 === 0
		? `${head} DROP TCP 10.0.0.4 100.64.${second % 4}.9 50123 443 52 S 1031365855 0 65535 - - - SEND 1360\r\n`
		: `${head} ALLOW UDP 10.0.0.4 198.51.100.7 50123 53 0 - - - - - - - SEND 1360\r\n`;
}

/** A log of 864,000 rows, ten times one day: 67 MB. */
function largeLog(): string {
	const path = join(folder, 'pfirewall.log');
	const day = Array.from({ length: 86_400 }, (_, second) => row(second)).join('');
	const file = openSync(path, 'w');
	writeSync(file, HEADER);
	for (let copy = 0; copy < 10; copy++) writeSync(file, day);
	closeSync(file);
	return path;
}

/** A log that continues with 160 GB of nothing: there is time to cancel. */
function endlessLog(): string {
	const path = join(folder, 'endless.log');
	const file = openSync(path, 'w');
	writeSync(file, HEADER + row(0) + row(1) + row(50));
	ftruncateSync(file, 160e9);
	closeSync(file);
	return path;
}

const give = async (
	page: Page,
	files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]
) => {
	await page.getByLabel('Firewall log files').setInputFiles(files);
};
const summary = (page: Page) => page.getByRole('region', { name: 'Summary' });

test('the example is answered in one sentence', { tag: '@file' }, async ({ page, open }) => {
	await open('/log/');
	await page.getByRole('button', { name: 'Read an example' }).click();
	await expect(summary(page)).toContainText('32 packets to or from 100.64.0.0/16 were dropped');
	await expect(summary(page)).toContainText('Outbound for ZSATunnel.exe');
	await expect(summary(page)).toContainText('New-NetFirewallRule');
	await expect(summary(page)).toContainText('1 malformed row was skipped');
	await expect(page.getByRole('region', { name: 'Rows found' })).toContainText('DROP TCP 100.64.');
});

test('the page fits 320 pixels, with and without a log', async ({ page, open }) => {
	await open('/log/');
	await expectReflow(page);
	await page.getByRole('button', { name: 'Read an example' }).click();
	await expect(page.getByRole('region', { name: 'Rows found' })).toContainText('DROP');
	await expectReflow(page);
});

test('rows that two files have in common count once, or twice when asked', async ({
	page,
	open
}) => {
	await open('/log/');
	await page.getByRole('button', { name: 'Read an example' }).click();
	await expect(page.getByRole('row', { name: /^pfirewall\.log / })).toContainText(
		'18 rows of pfirewall.log.old'
	);
	await page.getByLabel('Count rows that two files have in common in both').check();
	await expect(summary(page)).not.toContainText('32 packets');
	await expect(page.getByRole('row', { name: /^pfirewall\.log / })).toContainText(
		'counted in both'
	);
	await page.getByLabel('Count rows that two files have in common in both').uncheck();
	await expect(summary(page)).toContainText('32 packets');
});

test(
	'a file that is not a firewall log is said to be none',
	{ tag: '@file' },
	async ({ page, open }) => {
		await open('/log/');
		await give(page, [
			text('notes.txt', 'DROP me a line at 100.64.0.1'),
			text(
				'u_ex2311.log',
				'#Fields: date time s-ip cs-method\r\n2026-01-05 13:00:00 192.0.2.1 GET\r\n'
			),
			text('empty.log', '')
		]);
		await expect(summary(page)).toContainText('None of the 3 files is a firewall log.');
		await expect(summary(page).getByLabel('Range to look for')).toHaveCount(0);
		await expect(page.getByRole('row', { name: /^u_ex2311\.log/ })).toContainText('other columns');
		await expect(page.getByRole('row', { name: /^empty\.log/ })).toContainText('empty');
	}
);

test('a wrong file among logs is named beside the answer', async ({ page, open }) => {
	await open('/log/');
	await give(page, text('notes.txt', 'nothing of a log'));
	await expect(summary(page)).toContainText('notes.txt is not a firewall log.');
	await give(page, text('pfirewall.log', HEADER + row(50)));
	await expect(summary(page)).toContainText('1 packet to or from 100.64.0.0/16 was dropped');
	await expect(summary(page)).toContainText(': outbound (SEND), 1 address of the range.');
	await expect(summary(page)).toContainText('notes.txt is not a firewall log.');
});

test('a log that has no drops at all may not log them', async ({ page, open }) => {
	await open('/log/');
	await give(page, text('pfirewall.log', HEADER + row(1) + row(2)));
	await expect(summary(page)).toContainText('No row is a DROP');
});

test('a log with only a header has nothing to answer from', async ({ page, open }) => {
	await open('/log/');
	await give(page, text('header.log', HEADER));
	await expect(summary(page)).toContainText('The log has no rows: nothing was logged yet.');
});

test('a log without drops in the range says so, with the time covered', async ({ page, open }) => {
	await open('/log/');
	await give(page, text('pfirewall.log', HEADER + row(1) + row(2)));
	await expect(summary(page)).toContainText(
		'No drops in the range 100.64.0.0/16 to 100.83.0.0/16, in 2 rows between 2026-01-05 00:00:01 and 2026-01-05 00:00:02.'
	);
	await page.getByLabel('All rows').check();
	await expect(page.getByRole('region', { name: 'Rows found' })).toContainText('ALLOW UDP');
});

test('a large log is counted, filtered, and scrolled', async ({ page, open }) => {
	await open('/log/');
	await give(page, largeLog());
	await expect(summary(page)).toContainText('17,280 packets', { timeout: 60_000 });
	await expect(page.getByRole('row', { name: /^pfirewall\.log/ })).toContainText('864,000');
	await page.getByRole('button', { name: 'Show only address in range 100.64.2.9' }).click();
	await expect(summary(page)).toContainText('8,640 drops found.');
	const rows = page.getByRole('region', { name: 'Rows found' });
	await rows.focus();
	await page.keyboard.press('End');
	await expect(rows).toContainText('2026-01-05 23:59:10 DROP TCP 10.0.0.4 100.64.2.9');
	await expect(page).toHaveURL(/where=address/);
});

test('reading is cancelled, and what was read is shown', async ({ page, open }) => {
	await open('/log/');
	await give(page, endlessLog());
	await expect(page.getByText(/ of 160 GB, .*\/s, .* left/)).toBeVisible();
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(summary(page)).toContainText('2 packets');
	await expect(summary(page)).toContainText('Not everything was read');
	await expect(page.getByRole('row', { name: /^endless\.log/ })).toContainText('Read in part');
	await expect(page.getByRole('button', { name: 'Read everything' })).toBeVisible();
});

test(
	'what a cancelled reading found is exported, and no more',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		await open('/log/');
		await give(page, endlessLog());
		await expect(page.getByText(/ of 160 GB, .*\/s, .* left/)).toBeVisible();
		await page.getByRole('button', { name: 'Cancel' }).click();
		await expect(summary(page)).toContainText('2 drops found so far');
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Export as CSV' }).click();
		const written = readFileSync(await (await saving).path(), 'utf8');
		expect(written.trim().split('\n')).toHaveLength(3);
	}
);

test('reading for a filter can be resumed after a cancel', async ({ page, open }) => {
	await open('/log/?show=rows');
	await give(page, endlessLog());
	await expect(page.getByText(/ of 160 GB, .*\/s, .* left/)).toBeVisible();
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(summary(page)).toContainText('The filters were not applied');
	await page.getByLabel('Drops in the range').check();
	await expect(page.getByText(/ of 160 GB, .*\/s, .* left/)).toBeVisible();
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(summary(page)).toContainText('2 drops found so far');
});

test('the comparison of overlapping files can be cancelled', async ({ page, open }) => {
	// The earlier file is searched for the first row of the later one, to its end.
	const path = join(folder, 'earlier.log');
	const file = openSync(path, 'w');
	writeSync(file, HEADER + row(0));
	for (let copy = 0; copy < 40; copy++) writeSync(file, row(3).repeat(20_000));
	writeSync(file, row(100));
	closeSync(file);
	await open('/log/');
	await give(page, path);
	await expect(summary(page)).toContainText('2 packets');
	await page.getByRole('button', { name: 'Start over' }).click();
	const later = join(folder, 'later.log');
	writeFileSync(later, HEADER + row(3).repeat(150_000) + row(200));
	await give(page, [path, later]);
	await expect(page.getByText('Looking for rows that files have in common')).toBeVisible();
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(summary(page)).toContainText('The files were not compared');
	await expect(page.getByRole('button', { name: 'Read everything' })).toBeVisible();
});

test(
	'a file that is gone is not taken for one without rows',
	{ tag: '@chromium' },
	async ({ page, open }) => {
		const path = join(folder, 'gone.log');
		writeFileSync(path, HEADER + row(50) + row(1));
		await open('/log/');
		await give(page, path);
		await expect(summary(page)).toContainText('1 drop found.');
		rmSync(path);
		await page.getByLabel('All rows').check();
		await expect(summary(page).getByRole('alert')).toContainText('Could not be read: gone.log');
		await expect(summary(page)).toContainText('No rows found in what could be read.');
	}
);

test('files are dropped anywhere on the page', async ({ page, open }) => {
	await open('/log/');
	const drop = async (name: string, content: string) => {
		const files = await page.evaluateHandle(
			([name = '', content = '']) => {
				const transfer = new DataTransfer();
				transfer.items.add(new File([content], name));
				return transfer;
			},
			[name, content]
		);
		const heading = page.getByRole('heading', { level: 1 });
		await heading.dispatchEvent('dragover', { dataTransfer: files });
		await heading.dispatchEvent('drop', { dataTransfer: files });
	};
	await drop('one.log', HEADER + row(50));
	await expect(summary(page)).toContainText('1 packet');
	await drop('other.log', HEADER + row(100));
	await expect(summary(page)).toContainText('2 packets');
});

test('filters that a link carries are shown before there is a file', async ({ page, open }) => {
	await open('/log/?where=path%3DRECEIVE');
	await give(page, text('pfirewall.log', HEADER + row(50)));
	await expect(summary(page)).toContainText('1 packet');
	await expect(summary(page)).toContainText('No drops found with these filters.');
	await page.reload();
	await expect(page.getByText('The filters in this page’s address will apply.')).toBeVisible();
	await page.getByRole('button', { name: 'Clear them' }).click();
	await give(page, text('pfirewall.log', HEADER + row(50)));
	await expect(summary(page)).toContainText('1 drop found.');
});

test('a narrow page shows each row and file on several lines', async ({ page, open }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await open('/log/');
	await page.getByRole('button', { name: 'Read an example' }).click();
	const first = page.getByRole('region', { name: 'Rows found' }).getByRole('listitem').first();
	await expect(first).toContainText('→');
	await expect(first).toContainText('pfirewall.log.old, line');
	await expect(page.getByText('18 rows of pfirewall.log.old')).toBeVisible();
	await expectReflow(page);
});

test('logs of several machines are read side by side', async ({ page, open }) => {
	await open('/log/');
	await give(
		page,
		[1, 2, 3, 4, 5].map((machine) =>
			text('pfirewall.log', HEADER + row(machine * 50) + row(machine))
		)
	);
	await expect(summary(page)).toContainText('5 packets');
	await expect(page.getByRole('row', { name: /^pfirewall\.log \(5\)/ })).toBeVisible();
	await give(page, text('other.log', HEADER + row(300)));
	await expect(summary(page)).toContainText('6 packets');
});

test('markup in a row is shown as text', { tag: '@file' }, async ({ page, open }) => {
	const attack = '<img/src=x/onerror=alert(1)>';
	await open('/log/');
	await give(
		page,
		text(
			`${attack}.log`.replaceAll('/', '_'),
			HEADER + row(0).replace('- SEND', `${attack} SEND`) + `<script>alert(1)</script>\r\n`
		)
	);
	await expect(page.getByRole('region', { name: 'Rows found' })).toContainText(attack);
	await page.getByText('1 malformed row skipped').click();
	await expect(page.getByText('<script>alert(1)</script>')).toBeVisible();
	await expect(page.locator('main img, main script')).toHaveCount(0);
});

test('a period is chosen with the keyboard and with the pointer', async ({ page, open }) => {
	await open('/log/');
	await page.getByRole('button', { name: 'Read an example' }).click();
	const first = page.getByRole('slider', { name: 'First time shown' });
	await expect(first).toHaveAttribute('aria-valuetext', '2026-03-17 09:12:00');
	await first.press('ArrowRight');
	await expect(summary(page)).toContainText('30 drops found.');
	await expect(first).toHaveAttribute('aria-valuetext', '2026-03-17 09:13:00');
	await first.press('Escape');
	await expect(summary(page)).toContainText('32 drops found.');
	const chart = page.getByRole('img', { name: '32 rows in' });
	const box = await chart.boundingBox();
	if (!box) throw new Error('the timeline is not drawn');
	await page.mouse.move(box.x + box.width * 0.6, box.y + 20);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width - 2, box.y + 20);
	await page.mouse.up();
	await expect(page).toHaveURL(/from=2026-03-17/);
	await expect(summary(page)).not.toContainText('32 drops found.');
	await page.getByText('The timeline as text').click();
	await expect(page.getByText('2026-03-17 09:12:00 to 2026-03-17 09:12:59: 2')).toBeVisible();
});

test('the rows found are exported', { tag: ['@file', '@chromium'] }, async ({ page, open }) => {
	await open('/log/');
	await page.getByRole('button', { name: 'Read an example' }).click();
	await page.getByLabel('All drops').check();
	await expect(summary(page)).toContainText('70 drops found.');
	for (const [name, lines] of [
		['CSV', 71],
		['JSON', 72]
	] as const) {
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: `Export as ${name}` }).click();
		const written = readFileSync(await (await saving).path(), 'utf8');
		expect(written.trim().split('\n')).toHaveLength(lines);
		expect(written).toContain('pfirewall.log.old');
	}
});

test('IPv6 addresses leave the rows in their columns', async ({ page, open }) => {
	await open('/log/');
	const long = row(50).replace('10.0.0.4', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff');
	await give(page, text('pfirewall.log', HEADER + row(0) + long + row(100)));
	const directions = page.getByRole('region', { name: 'Rows found' }).getByText(/^SEND$/);
	await expect(directions).toHaveCount(3);
	await expect
		.poll(async () => {
			const boxes = await Promise.all((await directions.all()).map((each) => each.boundingBox()));
			return new Set(boxes.map((box) => box?.x)).size;
		})
		.toBe(1);
});

// Firefox caches a failed import until the page is reloaded, as the message advises.
test(
	'if the code that reads logs can’t be loaded, the page says so and tries again',
	{
		tag: '@chromium'
	},
	async ({ context, address }) => {
		// Not the page that is watched for errors: a refused request counts as one.
		const page = await context.newPage();
		let gone = true;
		await page.route(/\/_app\/immutable\/.*\.js$/, async (route) => {
			const response = await route.fetch();
			const reads = (await response.text()).includes('Drop more logs here');
			await (gone && reads ? route.fulfill({ status: 404 }) : route.fulfill({ response }));
		});
		await page.goto(address('/log/'));
		await page.locator('html[data-alive]').waitFor({ state: 'attached' });
		await give(page, text('pfirewall.log', HEADER + row(0)));
		const alert = page.getByRole('alert');
		await expect(alert).toContainText('could not be fetched');
		await expect(page.getByText('Choose files')).toBeVisible();
		await alert.getByRole('button', { name: 'Try again' }).click();
		await expect(alert).toContainText('could not be fetched');
		gone = false;
		await alert.getByRole('button', { name: 'Try again' }).click();
		await expect(summary(page)).toContainText('1 packet');
		await expect(alert).toBeHidden();
		// Low-priority requests of the page may still be in progress.
		await page.unrouteAll({ behavior: 'ignoreErrors' });
	}
);
