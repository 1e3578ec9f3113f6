/**
 * Changes to the options of a TCP header: tcpmss_mangle_packet and tcpoptstrip_mangle_packet in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter
 */
import type { TcpOptionsChange } from '../iptables';
import type { InFlight } from './in-flight';
import type { Routing } from './routing';

const NOP = 1;
const MSS = 2;
const MSS_OCTETS = 4;
const MOST_OCTETS = 40;

/** What happened to the header; `because`: the kernel drops the packet. */
export type OptionsOutcome = { readonly did: string } | { readonly because: string };

function lengthAt(options: Uint8Array, at: number): number {
	return (options[at] ?? 0) <= NOP ? 1 : options[at + 1] || 1;
}

/** The segment that fits the smaller MTU of both directions; undefined if the way out is open. */
function fitting(packet: InFlight, routing: Routing): number | undefined {
	const { family, out, src } = packet;
	if (typeof out !== 'string' || src === null || src === undefined) return undefined;
	const back = routing.output(family, src, undefined, undefined);
	const ways = [out, ...(back.kind === 'out' ? [back.device] : [])];
	const narrowest = Math.min(...ways.map((device) => routing.mtuOf(device)));
	return Math.max(0, narrowest - (family === 'ipv4' ? 40 : 60));
}

/** The MSS that a SYN without the option implies. */
const impliedMss = { ipv4: 536, ipv6: 1220 } as const;

function limitSegment(packet: InFlight, options: Uint8Array, wanted: number): string {
	for (let i = 0; i <= options.length - MSS_OCTETS; i += lengthAt(options, i)) {
		if (options[i] !== MSS || options[i + 1] !== MSS_OCTETS) continue;
		const announced = ((options[i + 2] ?? 0) << 8) | (options[i + 3] ?? 0);
		if (announced <= wanted) return `the segment size of ${announced} stays: it is never raised`;
		packet.tcpOptions = Uint8Array.from(options);
		packet.tcpOptions.set([wanted >> 8, wanted & 0xff], i + 2);
		return `the segment size is now ${wanted}`;
	}
	if (packet.layer4Length > 20 + options.length || options.length >= MOST_OCTETS)
		return 'nothing: there is no room for the segment size';
	const least = Math.min(wanted, impliedMss[packet.family]);
	packet.tcpOptions = Uint8Array.from([MSS, MSS_OCTETS, least >> 8, least & 0xff, ...options]);
	packet.layer4Length += MSS_OCTETS;
	if (typeof packet.length === 'number') packet.length += MSS_OCTETS;
	return `now announces a segment size of ${least}`;
}

function strip(packet: InFlight, options: Uint8Array, kinds: readonly number[]): string {
	const left = Uint8Array.from(options);
	for (let i = 0; i < left.length - 1;) {
		const end = i + lengthAt(left, i);
		if (end > left.length) break;
		if (kinds.includes(left[i] ?? 0)) left.fill(NOP, i, end);
		i = end;
	}
	packet.tcpOptions = left;
	return 'TCP options blanked out';
}

export function changeTcpOptions(
	packet: InFlight,
	change: TcpOptionsChange,
	routing: Routing
): OptionsOutcome {
	if ((packet.fragmentOffset ?? 0) > 0) return { did: 'nothing: a further fragment has no header' };
	const { tcpOptions: options } = packet;
	if (options === null) return { because: 'its TCP header is shorter than it must be' };
	const wanted =
		change.operation === 'strip'
			? 0
			: change.most === 'path'
				? fitting(packet, routing)
				: change.most;
	// The options of an open header, or of a fragment's octets, can't be known any more.
	if (options === undefined || wanted === undefined || packet.slice) {
		packet.tcpOptions = undefined;
		return { did: 'changes the TCP options' };
	}
	if (change.operation === 'strip') return { did: strip(packet, options, change.kinds) };
	if (change.most === 'path' && wanted === 0)
		return { because: 'the path is too narrow for any segment' };
	return { did: limitSegment(packet, options, wanted) };
}
