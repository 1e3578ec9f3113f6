import { describe, expect, test } from 'vitest';
import { readHash, readPath, writeTail } from '../../../src/lib/state/address';

function read(url: string, base: string) {
	const { path, query, fragment } = readPath(new URL(url), base);
	return { path, query: query.toString(), fragment };
}

function readFile(hash: string) {
	const { path, query, fragment } = readHash(hash);
	return { path, query: query.toString(), fragment };
}

describe('an address says the same in the site and in the single file', () => {
	const address = { path: '/simulate/', query: 'step=3&q=a+b', fragment: 'share=abc_-9' };

	test('read', () => {
		const site = read('https://x.test/tools/w/simulate/?step=3&q=a+b#share=abc_-9', '/tools/w');
		expect(site).toEqual(address);
		expect(readFile('#/simulate?step=3&q=a+b#share=abc_-9')).toEqual(address);
	});

	test('written', () => {
		const parsed = { ...address, query: new URLSearchParams(address.query) };
		expect(writeTail(parsed, false)).toBe('/simulate/?step=3&q=a+b#share=abc_-9');
		expect(writeTail(parsed, true)).toBe('#/simulate?step=3&q=a+b#share=abc_-9');
	});

	test('the first page, with nothing else', () => {
		const first = { path: '/', query: '', fragment: '' };
		expect(read('https://x.test/', '')).toEqual(first);
		expect(read('https://x.test/w/index.html', '/w')).toEqual(first);
		expect(readFile('')).toEqual(first);
		expect(writeTail({ ...first, query: new URLSearchParams() }, true)).toBe('#/');
	});
});
