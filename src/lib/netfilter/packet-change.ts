/** What targets change in a packet's fields and marks, and how the trace describes it. */
import type { PacketChange } from '../iptables';
import { hasHiddenConnection } from './hidden-connection';
import type { InFlight } from './in-flight';

function hex(value: number): string {
	return `0x${(value >>> 0).toString(16)}`;
}

type Mark = number | undefined;

/** An unknown value stays unknown, unless the mask covers all of its bits. */
function changed(value: Mark, mask: number, xor: number): Mark {
	if (value === undefined) return mask >>> 0 === 0xffff_ffff ? xor >>> 0 : undefined;
	return ((value & ~mask) ^ xor) >>> 0;
}

/** A shift to the left; below zero, to the right. */
function shifted(value: Mark, by: number): Mark {
	if (value === undefined) return undefined;
	return (by < 0 ? (value >>> 0) >>> -by : value << by) >>> 0;
}

function sayMark(name: string, value: Mark): string {
	return value === undefined ? `${name} is not known` : `${name} is now ${hex(value)}`;
}

/** A mark that becomes unknown is no longer a variable of the packet's description. */
export function setMark(packet: InFlight, value: Mark): string {
	packet.mark = value;
	if (packet.variables) packet.variables = { ...packet.variables, mark: undefined };
	return sayMark('mark', value);
}

type MarkChange = Extract<PacketChange, { readonly field: 'mark' | 'connmark' }>;

function changeMark(packet: InFlight, what: MarkChange): string {
	const { entry } = packet;
	const mark = packet.mark ?? undefined;
	if (!('from' in what)) {
		if (what.field === 'mark') return setMark(packet, changed(mark, what.mask, what.xor));
		if (!entry) return 'there is no connection';
		entry.mark = shifted(changed(entry.mark, what.mask, what.xor), what.shift);
		return sayMark('connection mark', entry.mark);
	}
	const { field, nfmask, ctmask, shift } = what;
	if (field === 'mark') {
		const hidden = hasHiddenConnection(packet);
		if (!entry && !hidden) return 'there is no connection';
		const taken = hidden ? undefined : changed(entry?.mark, ~ctmask, 0);
		const moved = shifted(taken, shift);
		return setMark(packet, moved === undefined ? undefined : changed(mark, nfmask, moved));
	}
	if (!entry) return 'there is no connection';
	const moved = shifted(changed(mark, ~nfmask, 0), shift);
	entry.mark = moved === undefined ? undefined : changed(entry.mark, ctmask, moved);
	return sayMark('connection mark', entry.mark);
}

export function changePacket(packet: InFlight, what: PacketChange): string {
	if (what.field === 'mark' || what.field === 'connmark') return changeMark(packet, what);
	if (what.field === 'ttl') {
		if (typeof packet.ttl !== 'number' && what.operation !== 'set') return 'changes the TTL';
		const ttl = packet.ttl ?? 0;
		const { by } = what;
		const next = { set: by, increase: ttl + by, decrease: ttl - by }[what.operation];
		packet.ttl = Math.min(255, Math.max(0, next));
		return `TTL is now ${packet.ttl}`;
	}
	const { field, mask, xor } = what;
	if (field === 'tcpFlags') {
		if (typeof packet.tcpFlags === 'number')
			packet.tcpFlags = ((packet.tcpFlags & ~mask) ^ xor) & 0xff;
		return 'changes the TCP flags';
	}
	if (packet.tos === undefined && (mask & 0xff) !== 0xff) return 'changes the TOS';
	packet.tos = (((packet.tos ?? 0) & ~mask) ^ xor) & 0xff;
	return `TOS is now ${hex(packet.tos)}`;
}
