import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIpv4, parseIpv6, printIpv4, printIpv6 } from '$lib/net';

/** `input ==> printed` lines, `x` for refused, recorded from glibc. */
function cases(file: string): (readonly [string, string])[] {
	return readFileSync(`tests/cases/net/${file}`, 'utf8')
		.split('\n')
		.filter((line) => line.includes(' ==> '))
		.map((line) => {
			const [input = '', printed = ''] = line.split(' ==> ');
			return [input, printed] as const;
		});
}

describe('addresses are read and printed as glibc does', () => {
	it.each(cases('ipv4.txt'))('%s ==> %s', (input, printed) => {
		const address = parseIpv4(input);
		expect(address === undefined ? 'x' : printIpv4(address)).toBe(printed);
	});
	it.each(cases('ipv6.txt'))('%s ==> %s', (input, printed) => {
		const address = parseIpv6(input);
		expect(address === undefined ? 'x' : printIpv6(address)).toBe(printed);
	});
	it('refuses the empty text', () => {
		expect([parseIpv4(''), parseIpv6('')]).toEqual([undefined, undefined]);
	});
});
