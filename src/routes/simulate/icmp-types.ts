/** The ICMP messages that the form offers by name, as "type/code". */
export const icmpTypes = {
	ipv4: [
		{ value: '8/0', name: 'echo request' },
		{ value: '0/0', name: 'echo reply' },
		{ value: '3/0', name: 'network unreachable' },
		{ value: '3/1', name: 'host unreachable' },
		{ value: '3/3', name: 'port unreachable' },
		{ value: '3/4', name: 'fragmentation needed' },
		{ value: '3/13', name: 'prohibited' },
		{ value: '5/1', name: 'redirect' },
		{ value: '11/0', name: 'time exceeded' },
		{ value: '12/0', name: 'parameter problem' },
		{ value: '13/0', name: 'timestamp request' }
	],
	ipv6: [
		{ value: '128/0', name: 'echo request' },
		{ value: '129/0', name: 'echo reply' },
		{ value: '1/0', name: 'no route' },
		{ value: '1/1', name: 'prohibited' },
		{ value: '1/4', name: 'port unreachable' },
		{ value: '2/0', name: 'packet too big' },
		{ value: '3/0', name: 'time exceeded' },
		{ value: '133/0', name: 'router solicitation' },
		{ value: '134/0', name: 'router advertisement' },
		{ value: '135/0', name: 'neighbour solicitation' },
		{ value: '136/0', name: 'neighbour advertisement' }
	]
} as const;
