/** What the host sends back when it refuses a packet. */
import type { Host } from './host';
import type { InFlight } from './in-flight';
import { PROTOCOL, TCP_FLAG, isIcmp, type AddressNumber } from './packet';
import type { Routing } from './routing';

export type Answer =
	| {
			readonly kind: 'reset';
			readonly src: AddressNumber;
			readonly dst: AddressNumber;
			readonly sport: number;
			readonly dport: number;
			readonly tcpFlags: number;
	  }
	| {
			readonly kind: 'icmp';
			readonly dst: AddressNumber;
			readonly type: number;
			readonly code: number;
	  };

const icmpCodes: Readonly<Record<string, number>> = {
	'icmp-net-unreachable': 0,
	'icmp-host-unreachable': 1,
	'icmp-proto-unreachable': 2,
	'icmp-port-unreachable': 3,
	'icmp-net-prohibited': 9,
	'icmp-host-prohibited': 10,
	'icmp-admin-prohibited': 13
};
const icmpv6Codes: Readonly<Record<string, number>> = {
	'icmp6-no-route': 0,
	'icmp6-adm-prohibited': 1,
	'icmp6-addr-unreachable': 3,
	'icmp6-port-unreachable': 4,
	'icmp6-policy-fail': 5,
	'icmp6-reject-route': 6
};

/** ICMP types about which the host never sends an error. */
function isError(packet: InFlight): boolean {
	const { protocol, icmpType } = packet;
	if (typeof protocol !== 'number' || typeof icmpType !== 'number' || !isIcmp(protocol))
		return false;
	return protocol === PROTOCOL.icmp
		? ![0, 8, 13, 14, 15, 16, 17, 18].includes(icmpType)
		: icmpType < 128;
}

function isManycast(address: AddressNumber): boolean {
	return typeof address === 'bigint'
		? address >> 120n === 0xffn
		: address >>> 28 === 14 || address === 0xffff_ffff || address === 0;
}

export function rejectAnswer(packet: InFlight, how: string, routing: Routing): Answer | null {
	const { src, dst, sport, dport, tcpFlags, family } = packet;
	if (typeof src === 'undefined' || typeof dst === 'undefined' || src === null || dst === null)
		return null;
	if ((packet.fragmentOffset ?? 0) > 0) return null;
	if (how === 'tcp-reset') {
		if (typeof tcpFlags !== 'number' || typeof sport !== 'number' || typeof dport !== 'number')
			return null;
		if (tcpFlags & TCP_FLAG.RST || !packet.checksumHolds) return null;
		const flags = tcpFlags & TCP_FLAG.ACK ? TCP_FLAG.RST : TCP_FLAG.RST | TCP_FLAG.ACK;
		return { kind: 'reset', src: dst, dst: src, sport: dport, dport: sport, tcpFlags: flags };
	}
	if (isError(packet) || isManycast(src) || isManycast(dst) || routing.isBroadcast(dst))
		return null;
	const code = (family === 'ipv4' ? icmpCodes : icmpv6Codes)[how];
	if (code === undefined) return null;
	return { kind: 'icmp', dst: src, type: family === 'ipv4' ? 3 : 1, code };
}

/** The kernel's own errors: no route, TTL run out. Only a host that forwards sends them. */
export function kernelAnswer(
	packet: InFlight,
	what: 'no-route' | 'time-exceeded',
	{ forwarding }: Host
): Answer | null {
	const { src, family } = packet;
	if (!forwarding || src === null || src === undefined || isError(packet)) return null;
	if (what === 'time-exceeded')
		return { kind: 'icmp', dst: src, type: family === 'ipv4' ? 11 : 3, code: 0 };
	return {
		kind: 'icmp',
		dst: src,
		type: family === 'ipv4' ? 3 : 1,
		code: family === 'ipv4' ? 1 : 0
	};
}
