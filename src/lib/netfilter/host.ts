/** The host that packets traverse: its interfaces, addresses, routes and settings. Plain data. */
import type { Family } from '../iptables';
import type { AddressNumber } from './packet';

export interface InterfaceAddress {
	readonly family: Family;
	readonly address: AddressNumber;
	/** Prefix length. */
	readonly length: number;
	/** IPv4; if omitted: none for /31 and /32, else the last address of the prefix. */
	readonly broadcast?: number | null;
}

export interface Interface {
	readonly name: string;
	readonly addresses: readonly InterfaceAddress[];
	/** Multicast groups joined in addition to those that every interface joins. */
	readonly groups?: readonly AddressNumber[];
	/** Whether packets come with a link-layer header, which distinguishes broadcasts. If omitted, the
	 * name decides: tun, zcctun, wg and ppp have none. */
	readonly type?: 'ethernet' | 'tunnel';
	/** True if omitted. */
	readonly up?: boolean;
	/** 1500 if omitted. */
	readonly mtu?: number;
	/** net.ipv4.conf.NAME.rp_filter; the greater of this and the host's setting applies. */
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
	/** Source address for packets that the host itself sends. */
	readonly source?: AddressNumber;
	readonly metric?: number;
}

export interface Host {
	/** In the kernel's order; `lo` is added if it is missing. */
	readonly interfaces: readonly Interface[];
	/** In addition to those that the addresses imply. */
	readonly routes: readonly Route[];
	readonly forwarding: boolean;
	/** net.ipv4.conf.all.rp_filter: 0 off, 1 strict, 2 loose. 0 if omitted. An interface may have
	 * its own. */
	readonly reversePathFilter?: 0 | 1 | 2;
	/** net.ipv4.conf.all.accept_local; false if omitted. */
	readonly acceptLocal?: boolean;
	/** net.ipv4.conf.all.route_localnet; false if omitted. */
	readonly routeLocalnet?: boolean;
	/** net.netfilter.nf_conntrack_tcp_loose; true if omitted. */
	readonly tcpLoose?: boolean;
	/** net.netfilter.nf_conntrack_tcp_be_liberal; false if omitted. */
	readonly tcpLiberal?: boolean;
	/** net.netfilter.nf_conntrack_checksum; true if omitted. */
	readonly conntrackChecksum?: boolean;
	/** `always`: conntrack is active even if no rule needs it (something else on the host uses it). */
	readonly conntrack?: 'always' | 'auto';
}

const tunnelNames = /^(tun|zcctun|wg|ppp)/;

export function isTunnel({ name, type }: Interface): boolean {
	return type === undefined ? tunnelNames.test(name) : type === 'tunnel';
}

/** A host with one interface and a default route, for texts that do not describe the host. */
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
