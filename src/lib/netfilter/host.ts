/** The machine that the packets meet: its interfaces, addresses, routes and settings. Plain data. */
import type { Family } from '../iptables';
import type { AddressNumber } from './packet';

export interface InterfaceAddress {
	readonly family: Family;
	readonly address: AddressNumber;
	/** Prefix length. */
	readonly length: number;
	/** IPv4; left out: none for /31 and /32, else the last address of the prefix. */
	readonly broadcast?: number | null;
}

export interface Interface {
	readonly name: string;
	readonly addresses: readonly InterfaceAddress[];
	/** Multicast groups joined beside those that every interface joins. */
	readonly groups?: readonly AddressNumber[];
	/** Whether packets come with a link-layer header, which tells broadcasts apart; by the name when
	 * left out: tun, zcctun, wg and ppp have none. */
	readonly type?: 'ethernet' | 'tunnel';
	/** True when left out. */
	readonly up?: boolean;
	/** 1500 when left out. */
	readonly mtu?: number;
	/** net.ipv4.conf.NAME.rp_filter; the greater of this and the host's counts. */
	readonly reversePathFilter?: 0 | 1 | 2;
}

export const routeTypes = [
	'unicast',
	'local',
	'broadcast',
	'multicast',
	'anycast',
	'unreachable',
	'prohibit',
	'blackhole',
	'throw'
] as const;
export type RouteType = (typeof routeTypes)[number];

export interface Route {
	readonly family: Family;
	readonly type: RouteType;
	readonly destination: AddressNumber;
	readonly length: number;
	readonly via?: AddressNumber;
	readonly device?: string;
	/** Address that packets of the host itself get. */
	readonly source?: AddressNumber;
	readonly metric?: number;
}

export interface Host {
	/** In the order of the kernel; `lo` is added when it is missing. */
	readonly interfaces: readonly Interface[];
	/** Beside those that the addresses bring along. */
	readonly routes: readonly Route[];
	readonly forwarding: boolean;
	/** net.ipv4.conf.all.rp_filter: 0 off, 1 strict, 2 loose. 0 when left out. An interface may have
	 * its own. */
	readonly reversePathFilter?: 0 | 1 | 2;
	/** net.ipv4.conf.all.accept_local; false when left out. */
	readonly acceptLocal?: boolean;
	/** net.ipv4.conf.all.route_localnet; false when left out. */
	readonly routeLocalnet?: boolean;
	/** net.netfilter.nf_conntrack_tcp_loose; true when left out. */
	readonly tcpLoose?: boolean;
	/** net.netfilter.nf_conntrack_tcp_be_liberal; false when left out. */
	readonly tcpLiberal?: boolean;
	/** net.netfilter.nf_conntrack_checksum; true when left out. */
	readonly conntrackChecksum?: boolean;
	/** Conntrack is active even if no rule needs it (another user of it is on the machine). */
	readonly conntrack?: 'always' | 'auto';
}

const tunnelNames = /^(tun|zcctun|wg|ppp)/;

export function isTunnel({ name, type }: Interface): boolean {
	return type === undefined ? tunnelNames.test(name) : type === 'tunnel';
}

/** A host with one interface and a default route, for texts that say nothing of the host. */
export const defaultHost: Host = {
	interfaces: [
		{ name: 'lo', addresses: [{ family: 'ipv4', address: 0x7f00_0001, length: 8 }] },
		{ name: 'eth0', addresses: [{ family: 'ipv4', address: 0xc000_020a, length: 24 }] },
		{ name: 'zcctun0', addresses: [{ family: 'ipv4', address: 0x6440_0001, length: 16 }] }
	],
	routes: [
		{
			family: 'ipv4',
			type: 'unicast',
			destination: 0,
			length: 0,
			via: 0xc000_0201,
			device: 'eth0'
		}
	],
	forwarding: false
};
