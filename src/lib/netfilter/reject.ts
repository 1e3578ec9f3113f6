/** What the host sends back if it refuses a packet, or can't forward it. */
import { isMulticast } from '../net';
import { answerSource } from './answer-source';
import { internetChecksum } from './checksum';
import type { InFlight } from './in-flight';
import { PROTOCOL, TCP_FLAG, isIcmp, type AddressNumber } from './packet';
import type { Routing } from './routing';
import { LIMITED_BROADCAST } from './well-known';

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
			readonly src: AddressNumber;
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
function isError({ protocol, icmpType }: InFlight): boolean {
	if (typeof protocol !== 'number' || typeof icmpType !== 'number' || !isIcmp(protocol))
		return false;
	return protocol === PROTOCOL.icmp
		? ![0, 8, 13, 14, 15, 16, 17, 18].includes(icmpType)
		: icmpType < 128;
}

/** 0.0.0.0 is a broadcast where it comes in, and the host itself where it stays there. */
function isManycast(address: AddressNumber, { in: device, hook }: InFlight): boolean {
	const stays = hook === 'OUTPUT' || device === 'lo';
	return isMulticast(address) || address === LIMITED_BROADCAST || (address === 0 && !stays);
}

/** An ICMP error about the packet; null if none may be sent: icmp_send, icmp6_send. */
function icmpAnswer(packet: InFlight, type: number, code: number, routing: Routing): Answer | null {
	const { src, dst, packetType } = packet;
	if (src === undefined || dst === undefined || src === null || dst === null) return null;
	if ((packet.fragmentOffset ?? 0) > 0 || packetType !== 'unicast') return null;
	if (isError(packet) || isManycast(dst, packet)) return null;
	// icmp_send, unlike icmp6_send, accepts a multicast group as the sender.
	if (typeof src === 'bigint' && (src === 0n || isMulticast(src))) return null;
	if (routing.isBroadcast(dst)) return null;
	const device = typeof packet.in === 'string' ? packet.in : undefined;
	const from = answerSource(src, dst, device, routing);
	return from === undefined ? null : { kind: 'icmp', src: from, dst: src, type, code };
}

/** nf_send_reset, nf_send_reset6 */
function resetAnswer(packet: InFlight, routing: Routing): Answer | null {
	const { src, dst, sport, dport, tcpFlags, family } = packet;
	if (src === undefined || dst === undefined || src === null || dst === null) return null;
	if ((packet.fragmentOffset ?? 0) > 0 || packet.layer4Length < 20) return null;
	if (typeof tcpFlags !== 'number' || typeof sport !== 'number' || typeof dport !== 'number')
		return null;
	if (tcpFlags & TCP_FLAG.RST || isManycast(dst, packet) || routing.isBroadcast(dst)) return null;
	if (src === 0n || dst === 0n) return null;
	if (routing.reroute(family, dst, src, undefined).kind !== 'out') return null;
	const flags = tcpFlags & TCP_FLAG.ACK ? TCP_FLAG.RST : TCP_FLAG.RST | TCP_FLAG.ACK;
	return { kind: 'reset', src: dst, dst: src, sport: dport, dport: sport, tcpFlags: flags };
}

/** Protocols whose checksum does not cover the whole payload: nf_reject_verify_csum. DCCP is not
 * among them on Linux 6.18. */
const unverified: ReadonlySet<number> = new Set([47, 50, 51, 132, 136]);
const checksummed: ReadonlySet<number> = new Set([1, 6, 17, 58]);

/**
 * REJECT answers nothing whose checksum is wrong. It also sums protocols that it does not know:
 * for IPv4 without a pseudo-header, where zeros pass, for IPv6 with one, where they fail.
 */
function addsUp(packet: InFlight): boolean {
	const { protocol, family, layer4Bytes: bytes } = packet;
	if (protocol === undefined) return packet.checksumHolds;
	if (protocol === null) return false;
	if (unverified.has(protocol)) return true;
	if (checksummed.has(protocol)) return packet.checksumHolds;
	if (family === 'ipv4')
		return [0, 0xffff].includes(internetChecksum(bytes, family, PROTOCOL.icmp, 0, 0));
	return internetChecksum(bytes, family, protocol, packet.src ?? 0n, packet.dst ?? 0n) === 0;
}

export function rejectAnswer(packet: InFlight, how: string, routing: Routing): Answer | null {
	if (!addsUp(packet)) return null;
	if (how === 'tcp-reset') return resetAnswer(packet, routing);
	const { family } = packet;
	const code = (family === 'ipv4' ? icmpCodes : icmpv6Codes)[how];
	return code === undefined ? null : icmpAnswer(packet, family === 'ipv4' ? 3 : 1, code, routing);
}

/** Why a packet is not forwarded, as the error about it says. */
export type Unforwarded = 'no-network' | 'no-host' | 'prohibited' | 'time-exceeded' | 'too-long';

const errors: Readonly<Record<Unforwarded, Readonly<Record<'ipv4' | 'ipv6', [number, number]>>>> = {
	'no-network': { ipv4: [3, 0], ipv6: [1, 0] },
	'no-host': { ipv4: [3, 1], ipv6: [1, 0] },
	prohibited: { ipv4: [3, 13], ipv6: [1, 1] },
	'time-exceeded': { ipv4: [11, 0], ipv6: [3, 0] },
	'too-long': { ipv4: [3, 4], ipv6: [2, 0] }
};

/** The kernel's own errors. */
export function kernelAnswer(packet: InFlight, what: Unforwarded, routing: Routing): Answer | null {
	const [type, code] = errors[what][packet.family];
	return icmpAnswer(packet, type, code, routing);
}
