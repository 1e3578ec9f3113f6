import type { Page } from '@playwright/test';
import { expect, test } from './support/harness';
import { everyPage } from './support/pages';

/** The problems of the focused element; undefined if nothing has the focus. */
function atFocus(page: Page) {
	return page.evaluate(() => {
		let focused = document.activeElement;
		while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
		if (!focused || focused === document.body) return undefined;
		const { x, y, width, height } = focused.getBoundingClientRect();
		const seen = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 10));
		const root = focused.getRootNode();
		const hosts = [focused, root instanceof ShadowRoot ? root.host : focused];
		const covered = !hosts.some(
			(each) => each.contains(seen) || (seen !== null && seen.contains(each))
		);
		// Some show the focus on an element around or beside them.
		const around = [
			focused,
			focused.closest('label'),
			focused.closest('.cm-editor'),
			focused.nextElementSibling
		];
		const shown = around.some((each) => each && getComputedStyle(each).outlineStyle !== 'none');
		const name = focused.getAttribute('aria-label') ?? focused.textContent.trim().slice(0, 60);
		return { what: `${focused.tagName} ${name}`, covered, shown };
	});
}

test.describe('by keyboard alone', { tag: '@chromium' }, () => {
	for (const path of everyPage) {
		test(`${path} can be traversed from start to end`, async ({ page, open }) => {
			await open(path);
			if (path === '/simulate/') {
				await expect(page.getByRole('heading', { name: 'Trace' })).toBeVisible();
				await expect(page.locator('.host.mounted')).toBeVisible();
			}
			const faults: string[] = [];
			let stops = 0;
			for (; stops < 400; stops++) {
				await page.keyboard.press('Tab');
				const stop = await atFocus(page);
				if (!stop) break;
				if (stop.covered) faults.push(`${stop.what} is covered`);
				// The editor shows the focus a moment after it receives it.
				if (!stop.shown)
					await expect
						.poll(async () => (await atFocus(page))?.shown, `${stop.what} shows the focus`)
						.toBe(true);
			}
			expect(faults).toEqual([]);
			expect(stops, 'stops before the page was left').toBeLessThan(400);
			expect(stops, 'stops').toBeGreaterThan(10);
		});
	}

	test('a dialog takes the focus and gives it back', async ({ page, open }) => {
		await open('/about/');
		for (const [name, title] of [
			['Keys', 'Keys'],
			['Your data', 'Your data']
		] as const) {
			const button = page.getByRole('button', { name, exact: true });
			await button.focus();
			await page.keyboard.press('Enter');
			const dialog = page.getByRole('dialog', { name: title });
			await expect(dialog).toBeVisible();
			await expect(dialog.locator(':focus')).toHaveCount(1);
			await page.keyboard.press('Escape');
			await expect(dialog).toBeHidden();
			await expect(button).toBeFocused();
		}
	});
});

test('the tabs of the allowlist respond to the keys that the list names', async ({
	page,
	open
}) => {
	await open('/allowlist/');
	const tab = (name: string) => page.getByRole('tab', { name, exact: true });
	for (const [from, key, to] of [
		['Export', 'ArrowRight', 'Check a list'],
		['Check a list', 'ArrowLeft', 'Export'],
		['Export', 'End', 'Check a process list'],
		['Check a process list', 'Home', 'Export']
	] as const) {
		await tab(from).press(key);
		await expect(tab(to)).toBeFocused();
		await expect(tab(to)).toHaveAttribute('aria-selected', 'true');
	}
	await page.keyboard.press('?');
	const keys = page.getByRole('dialog', { name: 'Keys' });
	for (const name of ['←', '→', 'Home', 'End', 'Tab', 'Shift', 'Enter', 'Space', 'Esc', '/', '?']) {
		await expect(keys.getByText(name, { exact: true }).first()).toBeVisible();
	}
});

test('the rule set responds to each key that the list names', async ({ page, open }) => {
	await open('/simulate/');
	const rules = page.getByRole('textbox', { name: 'Rule set' });
	await expect(rules).toHaveAttribute('contenteditable', 'true');
	await page.getByRole('button', { name: 'Keys' }).click();
	await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('F8');
	await page.keyboard.press('Escape');

	await rules.press('ControlOrMeta+a');
	await page.keyboard.insertText(
		'iptables -N web\niptables -A INPUT -j web\niptables -A web -j nowhere\n'
	);
	await expect(page.getByRole('button', { name: /^1 problem,/ })).toBeVisible();
	const line = (text: string) => page.locator('.cm-activeLine').getByText(text);
	// Stepping from the start visits everything underlined, including the rule with the problem.
	await rules.press('ControlOrMeta+Home');
	await expect(line('nowhere')).toBeHidden();
	await expect(async () => {
		await rules.press('F8');
		await expect(line('nowhere')).toBeVisible({ timeout: 500 });
	}).toPass();
	await rules.press('ControlOrMeta+End');
	await page.keyboard.type('iptables -A w');
	await rules.press('Control+Space');
	await expect(page.getByRole('option', { name: 'web' })).toBeVisible();
	await rules.press('Escape');
	await expect(page.getByRole('option', { name: 'web' })).toBeHidden();
	await rules.press('ControlOrMeta+f');
	const search = page.getByRole('textbox', { name: 'Find' });
	await expect(search).toBeFocused();
	await search.press('Escape');
	await expect(search).toBeHidden();
	await rules.press('Tab');
	await expect(rules).not.toBeFocused();
});
