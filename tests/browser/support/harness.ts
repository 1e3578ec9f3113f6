import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** Which of the two builds a test runs in. */
export interface Variant {
	readonly variant: 'site' | 'file';
}

interface Fixtures {
	/** The address in the build under test of a page such as `/simulate/?step=3`. */
	readonly address: (path: string) => string;
	/** Goes to a page and waits until it is interactive. */
	readonly open: (path: string) => Promise<void>;
	/**
	 * Fails at the end of a test if the page has violated the content security policy, written an error
	 * to the console, or requested anything from another origin.
	 */
	readonly watch: undefined;
}

/**
 * The test of every browser test file. A test tagged `@file` runs in the single file as well:
 *
 *     test('finds a process', { tag: '@file' }, async ({ page, open }) => {
 *         await open('/');
 */
export const test = base.extend<Fixtures & Variant>({
	variant: ['site', { option: true }],
	address: async ({ variant }, use) => {
		const start = process.env[variant === 'site' ? 'WAYTHROUGH_SITE' : 'WAYTHROUGH_FILE'] ?? '';
		await use((path) => (variant === 'site' ? start + path.slice(1) : `${start}#${path}`));
	},
	open: async ({ page, address }, use) => {
		await use(async (path) => {
			await page.goto(address(path));
			await page.locator('html[data-alive]').waitFor({ state: 'attached' });
			// As a user's would; the editor comes with it.
			await page.mouse.move(1, 1);
		});
	},
	watch: [
		async ({ page, address }, use) => {
			const seen: string[] = [];
			const own = new URL(address('/'));
			await page.addInitScript(() => {
				addEventListener('securitypolicyviolation', (event) => {
					console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
				});
			});
			page.on('console', (message) => {
				if (message.type() === 'error') seen.push(message.text());
			});
			page.on('pageerror', (error) => seen.push(error.message));
			let left = false;
			page.on('requestfailed', (request) => {
				if (request.failure()?.errorText === 'NS_BINDING_ABORTED') left = true;
			});
			page.on('request', (request) => {
				// Tests that start a server of their own use another port.
				const { protocol, hostname } = new URL(request.url());
				if (protocol === 'blob:' || protocol === 'data:') return;
				if (protocol !== own.protocol || hostname !== own.hostname)
					seen.push(`asked ${request.url()}`);
			});
			await use(undefined);
			// Firefox reports an error if a page is left before its imports are loaded.
			const cutShort = (text: string) =>
				left && text.startsWith('error loading dynamically imported module');
			expect(
				seen.filter((text) => !cutShort(text)),
				'errors, policy violations and foreign requests'
			).toEqual([]);
		},
		{ auto: true }
	]
});

export { expect };

/** The current content of the clipboard: a page may write to it some time after the click. */
export function clipboard(page: Page): Promise<string> {
	return page.evaluate(() => navigator.clipboard.readText());
}

/** The content of the clipboard once it matches. */
export async function copied(page: Page, pattern: RegExp): Promise<string> {
	await expect.poll(() => clipboard(page)).toMatch(pattern);
	return clipboard(page);
}

/** Expects no violation in either theme of WCAG 2.2 A and AA or best practices, as far as axe can check. */
export async function expectAccessible(
	page: Page,
	state = 'the page',
	part = 'html'
): Promise<void> {
	const every = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
	await wear(page, 'light');
	await expectNone((await axeOf(page, part)).withTags(every), `${state} in the light theme`);
	// A theme changes only colours.
	await wear(page, 'dark');
	const colours = ['color-contrast', 'link-in-text-block'];
	await expectNone((await axeOf(page, part)).withRules(colours), `${state} in the dark theme`);
}

/**
 * Axe for a page without frames: it runs and reports within the page, instead of assembling each
 * result in a page of its own, and details only violations.
 */
async function axeOf(page: Page, part: string): Promise<AxeBuilder> {
	const there = await page.evaluate(() => 'axe' in globalThis);
	return new AxeBuilder({ page, ...(there && { axeSource: ';' }) })
		.setLegacyMode()
		.options({ resultTypes: ['violations'] })
		.include(part);
}

async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
	await page.evaluate((name) => {
		document.documentElement.dataset['theme'] = name;
	}, theme);
}

async function expectNone(axe: AxeBuilder, where: string): Promise<void> {
	const { violations } = await axe.analyze();
	const found = violations.map(({ id, nodes }) => ({
		id,
		where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`)
	}));
	expect(found, `what axe finds in ${where}`).toEqual([]);
}

/**
 * Expects a state of a page to be accessible in both themes and to fit into 320 pixels; then restores
 * the width. `part` is the part that differs from an earlier state, if the rest of the page is large.
 */
export async function expectSound(page: Page, state: string, part = 'html'): Promise<void> {
	await expectAccessible(page, state, part);
	const wide = page.viewportSize();
	await expectReflow(page, state);
	if (wide) await page.setViewportSize(wide);
}

/** At 320 pixels the page scrolls in one direction only (WCAG 1.4.10). */
export async function expectReflow(page: Page, state = 'the page'): Promise<void> {
	await page.setViewportSize({ width: 320, height: 640 });
	// A table that becomes a list does so once it notices the new width.
	await expect
		.poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
			message: `width of ${state} in a window of 320 pixels`
		})
		.toBeLessThanOrEqual(320);
}

/** Presses the theme switch until it is dark, from the theme that a visitor starts with. */
export async function chooseDark(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Auto theme' }).click();
	await page.getByRole('button', { name: 'Light theme' }).click();
}
