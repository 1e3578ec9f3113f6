/** What the entries of a set have counted, and what the packets of a session add to it. */
import { NamedMemory, type PacketView } from '../evaluation';
import type { IpSet, IpSetEntry } from '../ipset';

interface Counted {
	readonly packets: bigint;
	readonly bytes: bigint;
	/** A packet with an open length was counted. */
	readonly open: boolean;
}

/** How a rule compares a counter. */
export interface Comparison {
	readonly counter: 'packets' | 'bytes';
	readonly sign: 'eq' | 'ne' | 'lt' | 'gt';
	readonly value: bigint;
}

/** What a rule does with the counters. */
export interface Counting {
	readonly compared: readonly Comparison[];
	readonly counts: boolean;
	/** In the member sets of a list. */
	readonly countsInside: boolean;
}

const counters = new NamedMemory<Map<string, Counted>>(() => new Map());

function holds(value: bigint, { sign, value: wanted }: Comparison): boolean {
	if (sign === 'eq') return value === wanted;
	if (sign === 'ne') return value !== wanted;
	return sign === 'lt' ? value < wanted : value > wanted;
}

/** Counts the packet, and then compares: ip_set_match_extensions. Undefined if unknown. */
export function countIn(
	set: IpSet,
	{ element, packets = 0n, bytes = 0n }: IpSetEntry,
	packet: PacketView,
	{ compared, counts }: Counting
): boolean | undefined {
	if (!set.creation.counters) return true;
	const all = counters.of(packet.session, set.name);
	let counted = all.get(element) ?? { packets, bytes, open: false };
	if (counts) {
		const { length } = packet;
		counted = {
			packets: counted.packets + 1n,
			bytes: counted.bytes + BigInt(length ?? 0),
			open: counted.open || length === undefined
		};
		all.set(element, counted);
	}
	if (counted.open && compared.some(({ counter }) => counter === 'bytes')) return undefined;
	return compared.every((each) => holds(counted[each.counter], each));
}

/** An entry added by a rule starts with the packet that added it counted. */
export function startCount(packet: PacketView, set: string, element: string): void {
	const { length } = packet;
	const counted = { packets: 1n, bytes: BigInt(length ?? 0), open: length === undefined };
	counters.of(packet.session, set).set(element, counted);
}

export function forgetCount(packet: PacketView, set: string, element: string): void {
	counters.of(packet.session, set).delete(element);
}
