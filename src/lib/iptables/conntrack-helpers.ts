/**
 * The kernel's conntrack helpers: which connections they read, and which ones they expect. Programs
 * can add others (nfct), and a module that serves further ports has a helper for each: `ftp-2121`.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter
 */
import type { Family } from './ruleset';

const tcp = 6;
const udp = 17;
const gre = 47;

export interface ConntrackHelper {
	/** The protocols of the connections that it reads. */
	readonly protocols: readonly number[];
	readonly families: readonly Family[];
	/** If omitted: any connection with one of the two hosts. */
	readonly expects?: {
		readonly protocol: number;
		/** Between the same two hosts; else with one of them. */
		readonly sameHosts: boolean;
		/** The replies to broadcast and multicast packets (nf_conntrack_broadcast_help). */
		readonly ofBroadcasts?: true;
	};
}

const both: readonly Family[] = ['ipv4', 'ipv6'];
const broadcasts = { protocol: udp, sameHosts: false, ofBroadcasts: true } as const;

const helpers: ReadonlyMap<string, ConntrackHelper> = new Map([
	['amanda', { protocols: [udp], families: both, expects: { protocol: tcp, sameHosts: true } }],
	['ftp', { protocols: [tcp], families: both, expects: { protocol: tcp, sameHosts: true } }],
	['H.245', { protocols: [udp], families: both }],
	['irc', { protocols: [tcp], families: ['ipv4'], expects: { protocol: tcp, sameHosts: false } }],
	['netbios-ns', { protocols: [udp], families: ['ipv4'], expects: broadcasts }],
	['pptp', { protocols: [tcp], families: ['ipv4'], expects: { protocol: gre, sameHosts: true } }],
	['Q.931', { protocols: [tcp], families: both }],
	['RAS', { protocols: [udp], families: both }],
	['sane', { protocols: [tcp], families: both, expects: { protocol: tcp, sameHosts: true } }],
	['sip', { protocols: [tcp, udp], families: both }],
	['snmp', { protocols: [udp], families: ['ipv4'], expects: broadcasts }],
	['tftp', { protocols: [udp], families: both, expects: { protocol: udp, sameHosts: true } }]
]);

/** Undefined for a helper that is not the kernel's. */
export function conntrackHelper(name: string): ConntrackHelper | undefined {
	return helpers.get(name.replace(/-\d+$/, ''));
}
