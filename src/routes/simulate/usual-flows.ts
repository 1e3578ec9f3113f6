import type { Flow } from './flow';

/** Flows that matter on most hosts with Client Connector, for the host of the first example. */
export const usualFlows = [
	{
		id: 'dhcp-offer',
		name: 'DHCP offer',
		packets: ['udp 192.0.2.1:67 > 255.255.255.255:68 in eth0'],
		expected: 'ACCEPT'
	},
	{
		id: 'adapter',
		name: 'To the adapter',
		packets: ['tcp 100.64.9.9:4000 > 100.64.0.1:8080 SYN in zcctun0'],
		expected: 'ACCEPT'
	},
	{
		id: 'loopback',
		name: 'Host to its adapter, over lo',
		packets: ['tcp 100.64.0.1:41001 > 100.64.0.1:8080 SYN out'],
		expected: 'ACCEPT'
	},
	{
		id: 'tunnel',
		name: 'Tunnel out and back',
		packets: [
			'tcp 192.0.2.10:40000 > 203.0.113.9:443 SYN out eth0',
			'tcp 203.0.113.9:443 > 192.0.2.10:40000 SYN,ACK in eth0',
			'tcp 192.0.2.10:40000 > 203.0.113.9:443 ACK out eth0'
		],
		expected: 'ACCEPT'
	},
	{
		id: 'ssh',
		name: 'SSH in',
		packets: [
			'tcp 198.51.100.7:50000 > 192.0.2.10:22 SYN in eth0',
			'tcp 192.0.2.10:22 > 198.51.100.7:50000 SYN,ACK out eth0',
			'tcp 198.51.100.7:50000 > 192.0.2.10:22 ACK in eth0'
		],
		expected: 'ACCEPT'
	},
	{
		id: 'dns',
		name: 'DNS query and answer',
		packets: [
			'udp 192.0.2.10:33000 > 198.51.100.53:53 out eth0',
			'udp 198.51.100.53:53 > 192.0.2.10:33000 in eth0'
		],
		expected: 'ACCEPT'
	},
	{
		id: 'unsolicited',
		name: 'Unsolicited TCP',
		packets: ['tcp 198.51.100.7:50001 > 192.0.2.10:80 SYN in eth0'],
		expected: 'DROP'
	}
] as const satisfies readonly Flow[];
