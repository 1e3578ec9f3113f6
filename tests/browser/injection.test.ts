import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/harness';
import { everyPage } from './support/pages';

/** If parsed as markup, each would leave an element with `data-injected` or set `injected`. */
const markup = [
	'<img src=x data-injected onerror=globalThis.injected=1>',
	'<svg data-injected onload=globalThis.injected=1></svg>',
	'<script data-injected>globalThis.injected=1</script>',
	'"><b data-injected onmouseover="globalThis.injected=1">',
	'\'-globalThis["injected"]=1-\'',
	'</textarea></title></style><iframe data-injected srcdoc="<script>parent.injected=1</script>">',
	'<a data-injected href="javascript:globalThis.injected=1">x</a>',
	'javascript:globalThis.injected=1',
	'{{constructor.constructor("globalThis.injected=1")()}}',
	'${globalThis.injected=1}',
	'__proto__[injected]=1',
	'<template data-injected shadowrootmode=open><slot></slot></template>',
	'<math><mtext><table><mglyph><style><img data-injected src=x onerror=globalThis.injected=1>'
];

/** Line ends, direction marks, escapes and broken code units, in text that looks like a rule. */
const controls = [
	'iptables -A INPUT -m comment --comment "a\u0000b" -j DROP',
	'iptables -A INPUT\u2028-j ACCEPT\u2029',
	'\u202eiptables -A \u2066INPUT\u2069 -j DROP',
	'\u001b[31m\u0007\u0008-A INPUT\u007f',
	'\ufeff\ufffe\ud800 lone \udc00',
	'iptables -A <script>globalThis.injected=1</script> -j "<img src=x onerror=1>"',
	'*filter\r:INPUT <b data-injected> [0:0]\r\n-A INPUT -j <b data-injected>',
	'2026-11-21 10:00:00 DROP <b data-injected> 100.64.0.1 100.64.0.2 1 2 - - - - - - - - SEND',
	'C:\\<img data-injected src=x onerror=globalThis.injected=1>\\ZSATunnel.exe'
];

const corpus = [...markup, ...controls];

for (const path of everyPage) {
	test(`${path} shows what is pasted as text`, { tag: '@file' }, async ({ page, open }) => {
		test.slow();
		await open(path);
		// Typing into one box may remove another.
		for (let index = 0; index < (await boxes(page).count()); index++) {
			const box = boxes(page).nth(index);
			const multiline = await box.evaluate((element) => !(element instanceof HTMLInputElement));
			for (const text of multiline ? [corpus.join('\n')] : corpus) {
				if (index < (await boxes(page).count())) await box.fill(text);
			}
			await expectNothingInjected(page);
		}
	});

	test(`${path} shows what is in a file as text`, async ({ page, open }) => {
		await open(path);
		const inputs = page.locator('input[type=file]');
		for (let index = 0; index < (await inputs.count()); index++) {
			await inputs.nth(index).setInputFiles({
				name: '<img src=x data-injected onerror=globalThis.injected=1>.log',
				mimeType: 'text/plain',
				buffer: Buffer.from(corpus.join('\n'))
			});
			await expectNothingInjected(page);
		}
	});

	test(`${path} shows what is in a link as text`, async ({ page, address }) => {
		for (const text of markup.slice(0, 4)) {
			const query = ['q', 'step', 'platform', 'kind', 'tab', 'format']
				.map((name) => `${name}=${encodeURIComponent(text)}`)
				.join('&');
			await page.goto(`${address(path)}?${query}#share=${encodeURIComponent(text)}`);
			await page.locator('html[data-alive]').waitFor({ state: 'attached' });
			await expectNothingInjected(page);
		}
	});
}

test('what is searched for is shown as it was typed', { tag: '@file' }, async ({ page, open }) => {
	await open('/');
	for (const text of markup.slice(0, 4)) {
		await page.getByRole('searchbox').fill(text);
		await expect(page.getByRole('heading', { name: 'Nothing found' })).toContainText(text);
	}
	await expectNothingInjected(page);
});

test('the name of an imported file is shown as it is', async ({ page, open }) => {
	await open('/about/');
	await page.getByRole('button', { name: 'Your data' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.locator('input').setInputFiles({
		name: '<b data-injected>.json',
		mimeType: 'application/json',
		buffer: Buffer.from(
			JSON.stringify({ waythrough: 1, kept: { theme: '"><b data-injected>', x: markup } })
		)
	});
	await expect(dialog).toContainText('<b data-injected>.json');
	await expectNothingInjected(page);
});

function boxes(page: Page): Locator {
	const all = page.locator(
		'main :is(textarea, [contenteditable=true], input:not([type]), input[type=text], input[type=search])'
	);
	return all.filter({ visible: true });
}

async function expectNothingInjected(page: Page) {
	// Let the page finish processing the input.
	await page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
	);
	const injected = await page.evaluate(() => ({
		elements: document.querySelectorAll('[data-injected]').length,
		ran: Reflect.get(globalThis, 'injected') !== undefined,
		polluted: 'injected' in Object.prototype
	}));
	expect(injected).toEqual({ elements: 0, ran: false, polluted: false });
}
