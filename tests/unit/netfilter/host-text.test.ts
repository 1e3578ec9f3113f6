import { describe, expect, test } from 'vitest';
import { readHost, readInterfaceAddress } from '$lib/netfilter';

describe('an address with its prefix length', () => {
	test.each([
		['192.0.2.10/24', 24],
		['192.0.2.10', 32],
		['2001:db8::10/64', 64],
		['2001:db8::10', 128]
	])('%s has the length %i', (text, length) => {
		expect(readInterfaceAddress(text)?.length).toBe(length);
	});

	test.each([
		'192.0.2.10/',
		'192.0.2.10/33',
		'192.0.2.10/1e1',
		'192.0.2.10/24/8',
		'2001:db8::/129'
	])('%s is refused', (text) => {
		expect(readInterfaceAddress(text)).toBeUndefined();
	});

	test('that is cut short in what ip addr prints is a problem, not a network of all addresses', () => {
		const { value, problems } = readHost('2: eth0: <UP> mtu 1500\n    inet 192.0.2.10/\n');
		expect(value.interfaces[0]?.addresses).toEqual([]);
		expect(problems.map(({ span }) => span.line)).toEqual([2]);
	});
});
