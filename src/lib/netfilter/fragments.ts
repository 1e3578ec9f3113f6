/** Reassembly of fragments, as the kernel does it for conntrack and before local delivery. */
import type { Family } from '../iptables';
import { EXTENSION_HEADER, isOverlong } from '../net';
import { FragmentQueue } from './fragment-queue';
import type { InFlight } from './in-flight';
import { NO_NEXT_HEADER, followHeaders } from './ipv6-headers';
import { checksumOfOctets } from './layer4';
import { PROTOCOL } from './packet';
import { readLayer4 } from './read-layer4';

/** Milliseconds that an incomplete datagram is kept: ipfrag_time, ip6frag_time. */
const lifetime: Readonly<Record<Family, number>> = { ipv4: 30_000, ipv6: 60_000 };

export class Fragments {
	readonly #queues = new Map<string, FragmentQueue>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	/**
	 * Adds a fragment. `complete`: the packet has become the whole datagram. `kept`: it waits for the
	 * others, or was malformed. `passes`: IPv6 lets it go on alone, because its layer 4 header is
	 * truncated (RFC 8200, 4.5) or its length is no multiple of eight though others follow. `refused`:
	 * its fragment header is truncated, or is followed by nothing. `user` keeps the kernel's queues
	 * apart.
	 */
	add(packet: InFlight, user: string): 'complete' | 'kept' | 'passes' | 'refused' {
		const { src, dst, protocol, ipId, family } = packet;
		if (family === 'ipv6' && (isTruncated(packet) || !seesHeader(packet))) return 'passes';
		if (isRefused(packet)) return 'refused';
		const key = [user, src, dst, family === 'ipv4' && protocol, ipId].join(' ');
		let queue = this.#queues.get(key);
		if (!queue || this.#now() - queue.since > lifetime[family]) {
			queue = new FragmentQueue(this.#now());
			this.#queues.set(key, queue);
		}
		const taken = queue.take(packet);
		if (taken === 'waits') return 'kept';
		this.#queues.delete(key);
		if (taken === 'ends the queue') return 'kept';
		if (taken === 'passes') return 'passes';
		become(packet, queue);
		return 'complete';
	}
}

/** Of IPv6, a header makes it one, though it may carry all of its datagram. */
export function isFragment(packet: InFlight): boolean {
	const { moreFragments, fragmentOffset, extensionHeaders } = packet;
	return (
		moreFragments ||
		(fragmentOffset ?? 0) > 0 ||
		extensionHeaders.includes(EXTENSION_HEADER.fragment)
	);
}

/** ipv6frag_thdr_truncated */
function isTruncated({ fragmentOffset, protocol, layer4Length }: InFlight): boolean {
	if (fragmentOffset || protocol === null || protocol === NO_NEXT_HEADER) return false;
	if (protocol === PROTOCOL.tcp) return layer4Length < 20;
	return layer4Length < (protocol === PROTOCOL.udp || protocol === PROTOCOL.icmpv6 ? 8 : 1);
}

/** The kernel finds no fragment header in a packet without octets, or after a header whose length field exceeds it. */
function seesHeader({ extensionHeaders, extensionOctets, length }: InFlight): boolean {
	if (length === 40) return false;
	const before = extensionHeaders.indexOf(EXTENSION_HEADER.fragment) - 1;
	const octets = extensionOctets[before];
	return octets === undefined || !isOverlong(extensionHeaders[before] ?? 0, octets);
}

function isRefused(packet: InFlight): boolean {
	const { extensionHeaders, extensionOctets } = packet;
	const octets = extensionOctets[extensionHeaders.indexOf(EXTENSION_HEADER.fragment)];
	if (!octets) return false;
	const isAlone = !packet.fragmentOffset && !packet.moreFragments;
	return octets.length < 8 || (octets.length === 8 && isAlone);
}

/** The packet that completes a datagram becomes it. */
function become(packet: InFlight, queue: FragmentQueue): void {
	const { whole, first = packet } = queue;
	const behind = first.behindFragmentHeader;
	const header = (first.length ?? 0) - (behind?.octets.length ?? first.layer4Length);
	packet.fragmentOffset = 0;
	packet.moreFragments = false;
	packet.largestFragment = queue.largest;
	packet.df = queue.isUncut;
	const before = first.extensionHeaders.indexOf(EXTENSION_HEADER.fragment);
	if (before >= 0) {
		packet.extensionHeaders = first.extensionHeaders.slice(0, before);
		packet.extensionOctets = first.extensionOctets.slice(0, before);
	}
	packet.behindFragmentHeader = undefined;
	if (behind) packet.protocol = behind.protocol;
	packet.ttl = first.ttl;
	packet.tos = queue.tos;
	packet.mark = first.mark;
	packet.packetType = first.packetType;
	packet.macSource = first.macSource;
	readLayer4(packet, whole);
	packet.length = header - (packet.family === 'ipv6' ? 8 : 0) + whole.length;
	packet.checksumHolds = checksumOfOctets(packet, whole);
	packet.slice = behind ? whole : undefined;
	followHeaders(packet, whole);
}
