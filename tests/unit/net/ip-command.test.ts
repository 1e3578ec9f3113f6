import { describe, expect, it } from 'vitest';
import { readAddressLine, readLinkLine } from '$lib/net';

describe('a line of ip addr', () => {
	it('starts an interface', () => {
		const line = '2: eth0@if3: <BROADCAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP';
		expect(readLinkLine(line)).toEqual({
			name: 'eth0',
			flags: ['BROADCAST', 'UP', 'LOWER_UP'],
			rest: ' mtu 1500 qdisc noqueue state UP'
		});
		expect(readLinkLine('    inet 192.0.2.10/24 scope global eth0')).toBeUndefined();
	});

	it.each([
		['    inet 192.0.2.10/24 brd 192.0.2.255 scope global dynamic eth0', 'eth0'],
		['    inet 192.0.2.10/24 scope global eth0:1', 'eth0:1'],
		['    inet6 2001:db8::10/64 scope global tentative ', undefined],
		[String.raw`2: eth0    inet 192.0.2.10/24 scope global eth0\       valid_lft forever`, 'eth0']
	])('carries a label if it is of IPv4: %s', (text, label) => {
		expect(readAddressLine(text)?.label).toBe(label);
	});

	it('names its interface at the head with -o, and the other end with a peer', () => {
		expect(
			readAddressLine('5: tun0    inet 10.8.0.2 peer 10.8.0.1/32 scope global tun0')
		).toMatchObject({ name: 'tun0', family: 'ipv4', address: '10.8.0.2', peer: '10.8.0.1/32' });
	});
});
