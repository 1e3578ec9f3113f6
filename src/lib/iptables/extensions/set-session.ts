/** Sets as changed by the packets of a session: ip_set_add and ip_set_del, called by rules, in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { networkOf } from '../../net';
import { NamedMemory, type PacketView } from '../evaluation';
import {
	Members,
	printElement,
	serves,
	setType,
	type IpSet,
	type Part,
	type SetType
} from '../ipset';
import { askedParts, type Side } from './set-asked';
import { forgetCount, startCount } from './set-counters';

/** The current state of each set that a packet has changed. */
const changed = new NamedMemory<{ set?: IpSet }>(() => ({}));

/** A set at the time of this packet; undefined if it is not given. */
export function currentSet(packet: PacketView, name: string): IpSet | undefined {
	return changed.of(packet.session, name).set ?? packet.set(name);
}

/** What a rule does to a set. */
export interface SetChange {
	readonly verb: 'add' | 'del';
	readonly name: string;
	readonly sides: readonly Side[];
	/** An existing element starts afresh. */
	readonly exist: boolean;
	/** Timeout in seconds; the set's own if omitted. */
	readonly timeout?: number;
}

/** A packet's address is added to a set of networks as a network of the longest prefix length that
 * the set has. */
function asStored(set: IpSet, type: SetType, parts: readonly Part[]): readonly Part[] {
	return parts.map((part, place): Part => {
		if (type.parts[place] !== 'net' || part.kind !== 'address') return part;
		const lengths = set.entries.flatMap(({ parts: own }) => {
			const each = own[place];
			return each?.kind === 'address' ? [each.length] : [];
		});
		const length = lengths.length === 0 ? part.length : Math.max(...lengths);
		return { ...part, address: networkOf(part.address, length), length };
	});
}

function stays(set: IpSet, packet: PacketView): IpSet['entries'] {
	const seconds = packet.session.now / 1000;
	return set.entries.filter(({ timeout }) => timeout === undefined || seconds < timeout);
}

function extensions(set: IpSet, packet: PacketView, { timeout }: SetChange) {
	const { creation } = set;
	const seconds = creation.timeout === undefined ? 0 : (timeout ?? creation.timeout);
	// Counted from the beginning of the session.
	return { noMatch: false, ...(seconds > 0 && { timeout: packet.session.now / 1000 + seconds }) };
}

/** Whether the set was changed. */
function changeOne(set: IpSet, type: SetType, packet: PacketView, change: SetChange): boolean {
	const asked = askedParts(set, type, packet, change.sides);
	if (!asked) return false;
	const memory = changed.of(packet.session, set.name);
	const parts = asked.filter((part) => part !== undefined);
	if (parts.length < asked.length) {
		const uncertain = `rules change the ipset ${set.name} by packets of which a field is open`;
		memory.set = { ...set, uncertain };
		return true;
	}
	const now = { ...set, entries: stays(set, packet) };
	const members = new Members(type, set.creation, now.entries);
	const stored = asStored(now, type, parts);
	const element = printElement(stored);
	if (change.verb === 'del') {
		if (!members.delete(stored)) return false;
		forgetCount(packet, set.name, element);
	} else {
		const failed = members.add(stored, extensions(set, packet, change), element, change.exist);
		if (failed === 'evicts') {
			const uncertain = `the ipset ${set.name} was full, and which entry made room can’t be known`;
			memory.set = { ...now, uncertain };
			return true;
		}
		if (failed !== undefined) return false;
		startCount(packet, set.name, element);
	}
	memory.set = { ...now, entries: members.list() };
	return true;
}

/** In a list, the first member set that accepts the change. */
export function changeSet(packet: PacketView, change: SetChange): boolean {
	const set = currentSet(packet, change.name);
	const type = set && setType(set.type);
	if (!type || change.sides.length < type.parts.length || !serves(set, packet.family)) return false;
	if (type.storage !== 'list') return changeOne(set, type, packet, change);
	return stays(set, packet).some(({ element }) => changeSet(packet, { ...change, name: element }));
}
