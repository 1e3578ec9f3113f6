/**
 * Hop-by-hop options, which the kernel reads before any hook: ipv6_parse_hopopts and ip6_parse_tlv in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/exthdrs.c
 */
import { EXTENSION_HEADER, extensionHeader, isOverlong } from '../net';
import type { InFlight } from './in-flight';

const PAD_1 = 0;
const PAD_N = 1;
const ROUTER_ALERT = 5;
/** Accepted only by a host with labels of its own. */
const CALIPSO = 7;
/** Skipped if it is aligned. */
const IOAM = 0x31;
/** net.ipv6.max_hbh_opts_number */
const mostOptions = 8;
const mostPadding = 7;

/** Why the kernel refuses a packet for its hop-by-hop options; undefined if it does not. */
export function hopByHopRefused(packet: InFlight): string | undefined {
	const [first] = packet.extensionHeaders;
	const [octets] = packet.extensionOctets;
	if (first !== EXTENSION_HEADER.hopByHop || !octets) return undefined;
	return isTaken(extensionHeader(first, octets))
		? undefined
		: 'the kernel does not take its hop-by-hop options';
}

function isTaken(octets: Uint8Array): boolean {
	if (octets.length < 8 || isOverlong(EXTENSION_HEADER.hopByHop, octets)) return false;
	let padding = 0;
	let options = 0;
	for (let at = 2; at < octets.length;) {
		const [type = 0, size] = octets.subarray(at);
		if (type === PAD_1) {
			at++;
			if (++padding > mostPadding) return false;
			continue;
		}
		if (size === undefined || at + 2 + size > octets.length) return false;
		const data = octets.subarray(at + 2, at + 2 + size);
		const isAligned = at % 4 === 0;
		at += 2 + size;
		if (type === PAD_N) {
			padding += 2 + size;
			if (padding > mostPadding || data.some((octet) => octet !== 0)) return false;
			continue;
		}
		padding = 0;
		if (++options > mostOptions) return false;
		// The upper two bits say what to do with an unknown option: skip it or refuse.
		if (type >> 6 !== 0 || type === CALIPSO) return false;
		if ((type === ROUTER_ALERT && size !== 2) || (type === IOAM && !isAligned)) return false;
	}
	return true;
}
