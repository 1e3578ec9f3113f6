import { describe, expect, it } from 'vitest';
import { grouped, rounded } from '$lib/text';

describe('numbers in sentences', () => {
	it.each([
		[0, '0'],
		[999, '999'],
		[1000, '1,000'],
		[86_970, '86,970'],
		[1_234_567, '1,234,567'],
		[-4096, '-4,096'],
		[2n ** 64n, '18,446,744,073,709,551,616']
	])('groups the digits of %s', (number, words) => {
		expect(grouped(number)).toBe(words);
	});

	it.each([
		[0.123456, 2, '0.12'],
		[99.96, 2, '100'],
		[0, 2, '0'],
		[284.4, 3, '284'],
		[1.5, 3, '1.5']
	])('rounds %s to %s significant digits', (number, digits, words) => {
		expect(rounded(number, digits)).toBe(words);
	});
});
