import { describe, expect, it } from 'vitest';
import {
	coverRange4,
	coverRange6,
	ipv4,
	ipv6,
	mask4,
	mask6,
	masked4,
	masked4Contains,
	masked6,
	masked6Contains,
	maskLength4,
	maskLength6,
	parseIpv4,
	parseIpv6,
	prefix4,
	prefix4Range,
	prefix6,
	prefix6Range,
	printMasked4,
	printMasked6,
	type Ipv4,
	type Ipv6
} from '$lib/net';

function v4(text: string): Ipv4 {
	const address = parseIpv4(text);
	if (address === undefined) throw new Error(text);
	return address;
}

function v6(text: string): Ipv6 {
	const address = parseIpv6(text);
	if (address === undefined) throw new Error(text);
	return address;
}

describe('prefixes of IPv4', () => {
	it('knows the mask of every length, and the length of every mask', () => {
		for (let length = 0; length <= 32; length++) expect(maskLength4(mask4(length))).toBe(length);
		expect(mask4(0)).toBe(0);
		expect(mask4(12)).toBe(v4('255.240.0.0'));
		expect(mask4(32)).toBe(v4('255.255.255.255'));
	});
	it('keeps a mask with holes and has no length or range for it', () => {
		const set = masked4(v4('10.1.2.3'), v4('255.0.255.0'));
		expect(printMasked4(set)).toBe('10.0.2.0/255.0.255.0');
		expect(maskLength4(set.mask)).toBeUndefined();
		expect(prefix4Range(set)).toBeUndefined();
		expect(masked4Contains(set, v4('10.200.2.9'))).toBe(true);
		expect(masked4Contains(set, v4('10.200.3.9'))).toBe(false);
	});
	it('clears the host bits', () => {
		expect(printMasked4(prefix4(v4('10.1.2.3'), 8))).toBe('10.0.0.0/8');
		expect(printMasked4(prefix4(v4('10.1.2.3'), 32))).toBe('10.1.2.3/32');
	});
	it('contains across the sign bit and at the ends', () => {
		expect(masked4Contains(prefix4(v4('128.0.0.0'), 1), v4('255.255.255.255'))).toBe(true);
		expect(masked4Contains(prefix4(v4('0.0.0.0'), 0), v4('203.0.113.1'))).toBe(true);
		expect(prefix4Range(prefix4(v4('0.0.0.0'), 0))).toEqual({ lo: 0, hi: 0xffffffff });
		expect(prefix4Range(prefix4(v4('255.255.255.255'), 32))?.lo).toBe(ipv4(-1));
	});
});

describe('prefixes of IPv6', () => {
	it('knows the mask of every length, and the length of every mask', () => {
		for (let length = 0; length <= 128; length++) expect(maskLength6(mask6(length))).toBe(length);
	});
	it('keeps a mask with holes', () => {
		const set = masked6(v6('2001:db8::1'), v6('ffff::ffff'));
		expect(printMasked6(set)).toBe('2001::1/ffff::ffff');
		expect(prefix6Range(set)).toBeUndefined();
		expect(masked6Contains(set, v6('2001:5::1'))).toBe(true);
	});
	it('has the first and last address', () => {
		expect(prefix6Range(prefix6(v6('::'), 0))).toEqual({ lo: ipv6(0n), hi: ipv6(-1n) });
		expect(printMasked6(prefix6(v6('2001:db8::1'), 32))).toBe('2001:db8::/32');
	});
});

describe('the cover of a range', () => {
	const cover = (lo: string, hi: string) =>
		coverRange4({ lo: v4(lo), hi: v4(hi) }).map(printMasked4);
	it('is one prefix if one is enough', () => {
		expect(cover('0.0.0.0', '255.255.255.255')).toEqual(['0.0.0.0/0']);
		expect(cover('10.0.0.1', '10.0.0.1')).toEqual(['10.0.0.1/32']);
	});
	it('of the twenty ranges of Client Connector is two prefixes', () => {
		expect(cover('100.64.0.0', '100.83.255.255')).toEqual(['100.64.0.0/12', '100.80.0.0/14']);
	});
	it('grows and shrinks for an unaligned range', () => {
		expect(cover('10.0.0.1', '10.0.0.6')).toEqual([
			'10.0.0.1/32',
			'10.0.0.2/31',
			'10.0.0.4/31',
			'10.0.0.6/32'
		]);
	});
	it('works over all of IPv6', () => {
		const all = prefix6Range(prefix6(v6('::'), 0));
		expect(all && coverRange6(all).map(printMasked6)).toEqual(['::/0']);
	});
});
