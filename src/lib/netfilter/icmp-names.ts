/** ICMP message types by their usual names; one that both families use is listed for IPv4 first. */
import type { Family } from '../net';

export interface IcmpName {
	readonly name: string;
	readonly family: Family;
	readonly type: number;
	readonly code?: number;
}

export const icmpNames: readonly IcmpName[] = [
	{ name: 'echo-request', family: 'ipv4', type: 8 },
	{ name: 'ping', family: 'ipv4', type: 8 },
	{ name: 'echo-reply', family: 'ipv4', type: 0 },
	{ name: 'pong', family: 'ipv4', type: 0 },
	{ name: 'port-unreachable', family: 'ipv4', type: 3, code: 3 },
	{ name: 'host-unreachable', family: 'ipv4', type: 3, code: 1 },
	{ name: 'network-unreachable', family: 'ipv4', type: 3, code: 0 },
	{ name: 'fragmentation-needed', family: 'ipv4', type: 3, code: 4 },
	{ name: 'time-exceeded', family: 'ipv4', type: 11 },
	{ name: 'redirect', family: 'ipv4', type: 5 },
	{ name: 'timestamp-request', family: 'ipv4', type: 13 },
	{ name: 'timestamp-reply', family: 'ipv4', type: 14 },
	{ name: 'echo-request', family: 'ipv6', type: 128 },
	{ name: 'echo-reply', family: 'ipv6', type: 129 },
	{ name: 'no-route', family: 'ipv6', type: 1, code: 0 },
	{ name: 'port-unreachable', family: 'ipv6', type: 1, code: 4 },
	{ name: 'packet-too-big', family: 'ipv6', type: 2 },
	{ name: 'time-exceeded', family: 'ipv6', type: 3 },
	{ name: 'router-solicitation', family: 'ipv6', type: 133 },
	{ name: 'router-advertisement', family: 'ipv6', type: 134 },
	{ name: 'neighbour-solicitation', family: 'ipv6', type: 135 },
	{ name: 'neighbour-advertisement', family: 'ipv6', type: 136 }
];
