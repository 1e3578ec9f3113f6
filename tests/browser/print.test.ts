import type { Page } from '@playwright/test';
import { expect, test } from './support/harness';

/** Shows the page as printed: without a printer, a browser does not fire the print events itself. */
async function print(page: Page): Promise<void> {
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
}

async function paper(page: Page): Promise<string> {
	return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

test.describe('on paper', { tag: '@chromium' }, () => {
	test('a rule set is whole, and is a text box again afterwards', async ({ page, open }) => {
		await open('/shift/');
		const rules = Array.from(
			{ length: 60 },
			(_, n) => `iptables -A INPUT -s 10.0.0.${String(n)} -j DROP`
		);
		const box = page.getByRole('textbox', { name: 'Rule set' });
		await box.fill(rules.join('\n'));
		await print(page);
		await expect(box).toBeHidden();
		const whole = page
			.getByText('iptables -A INPUT -s 10.0.0.59 -j DROP')
			.filter({ visible: true });
		await expect(whole).toHaveCount(1);
		expect(await whole.evaluate((text) => text.scrollHeight - text.clientHeight)).toBeLessThan(2);
		expect(await paper(page)).toBe('rgb(255, 255, 255)');
		await page.emulateMedia({ media: 'screen' });
		await page.evaluate(() => dispatchEvent(new Event('afterprint')));
		await expect(box).toHaveValue(rules.join('\n'));
	});

	test('a long rule set in the editor is whole, and the verdict comes after it', async ({
		page,
		open
	}) => {
		await open('/simulate/');
		const box = page.getByRole('textbox', { name: 'Rule set' });
		await expect(box).toHaveAttribute('contenteditable', 'true');
		await box.press('ControlOrMeta+a');
		const rules = Array.from(
			{ length: 60 },
			(_, n) => `iptables -A INPUT -s 10.0.0.${String(n)} -j DROP`
		);
		await page.keyboard.insertText(rules.join('\n'));
		const verdict = page.getByRole('region', { name: 'Verdict' });
		await expect(verdict).toContainText('policy of filter INPUT');
		await print(page);
		await expect(box.locator('.cm-line')).toHaveCount(60);
		const end = await box.boundingBox();
		const next = await verdict.boundingBox();
		expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThanOrEqual(next?.y ?? 0);
	});

	test('the grid merges equal cells of neighbouring ranges', async ({ page, open }) => {
		await open('/shift/');
		const row = page.getByRole('row', { name: 'To the adapter, TCP' });
		await expect(row.getByRole('cell')).toHaveCount(20);
		await print(page);
		await expect(row.getByRole('cell')).toHaveText([/ok/, /DROP/]);
		await expect(row.getByRole('cell').last()).toHaveAttribute('colspan', '19');
	});

	test('the flows and the verdict have no controls', async ({ page, open }) => {
		await open('/simulate/');
		const flows = page.getByRole('region', { name: 'Table of flows' });
		await expect(flows).toContainText('not as expected');
		await print(page);
		await expect(flows.getByRole('row', { name: /DHCP offer/ })).toContainText(
			'filter INPUT, rule 6'
		);
		await expect(flows.getByRole('radio').filter({ visible: true })).toHaveCount(0);
		await expect(page.getByRole('textbox', { name: 'Interfaces and routes' })).toBeHidden();
		await expect(page.getByText('inet 100.64.0.1/16 scope global zcctun0')).toBeVisible();
	});
});
